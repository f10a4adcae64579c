using System.Security.Cryptography;

namespace ActReg.MLNet;

/// <summary>The data of a trial: rows to train on and others to evaluate on, pre-processed alike.</summary>
/// <param name="Name">The checksum of all that is in them: equal folds have one name.</param>
/// <param name="Train">Those to train on.</param>
/// <param name="Evaluation">The others.</param>
public sealed record PreparedFold(string Name, PreparedRows Train, PreparedRows Evaluation)
{
    /// <summary>Writes the fold as bytes, for a trial that runs elsewhere.</summary>
    /// <param name="stream">Where to; it stays open.</param>
    public void Write(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        PreparedFoldBytes.Write(this, stream);
    }

    /// <summary>Reads what <see cref="Write"/> wrote, and nothing behind it.</summary>
    /// <param name="stream">Where from; it stays open.</param>
    /// <exception cref="FormatException">It is something else, or damaged.</exception>
    public static PreparedFold Read(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        return PreparedFoldBytes.Read(stream);
    }

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
