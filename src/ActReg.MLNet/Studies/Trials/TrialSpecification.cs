using System.Security.Cryptography;
using System.Text;

namespace ActReg.MLNet;

/// <summary>One training of a study and its evaluation, as plain data: equal specifications have equal results, on one kind of machine. JSON keeps it.</summary>
/// <param name="Task">What is learned: "binary", "multiclass", "regression" or "autoencoder".</param>
/// <param name="Options">All options but columns and seed, as JSON.</param>
/// <param name="Seed">Of the training.</param>
/// <param name="Fold">The name of the data.</param>
/// <param name="HasCurve">Whether the rows to evaluate on are measured after each epoch, for a learning curve; nothing heeds that.</param>
public sealed record TrialSpecification(string Task, string Options, int Seed, string Fold, bool HasCurve = false)
{
    /// <summary>Tells it from all other trials.</summary>
    public string Id { get; } = Convert.ToHexStringLower(
        SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', Task, Options, Seed.ToString(System.Globalization.CultureInfo.InvariantCulture), Fold, HasCurve ? "curve" : ""))).AsSpan(0, 16));

    /// <summary>Runs the trial on this thread, which is what an <see cref="IStudyExecutor"/> has to have done, here or elsewhere. A training that fails is a result, too.</summary>
    /// <param name="fold">The data, which the trial names.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="ArgumentException"><paramref name="fold"/> is another one.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public TrialResult Run(PreparedFold fold, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(fold);
        return fold.Name == Fold ? TrialTraining.Run(this, fold, cancellation)
            : throw new ArgumentException(Rule.Broken(nameof(fold), $"must be the one named \"{Fold}\"", $"\"{fold.Name}\""));
    }
}
