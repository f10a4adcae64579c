using System.Security.Cryptography;

namespace ActReg.MLNet;

/// <summary>The data of a trial: rows to train on and others to evaluate on, pre-processed alike.</summary>
/// <param name="Name">The checksum of all that is in them: equal folds have one name.</param>
/// <param name="Train">Those to train on.</param>
/// <param name="Evaluation">The others.</param>
public sealed record PreparedFold(string Name, PreparedRows Train, PreparedRows Evaluation)
{
    /// <exception cref="ArgumentException">The rows are none that one network could read.</exception>
    internal static PreparedFold Of(PreparedRows train, PreparedRows evaluation)
    {
        evaluation.CheckAgainst(train);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        train.AddTo(hash);
        evaluation.AddTo(hash);
        return new(Convert.ToHexStringLower(hash.GetHashAndReset().AsSpan(0, 16)), train, evaluation);
    }
}
