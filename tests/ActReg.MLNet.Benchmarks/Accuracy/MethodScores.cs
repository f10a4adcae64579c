using ActReg.MLNet.Benchmarks.Methods;

namespace ActReg.MLNet.Benchmarks.Accuracy;

/// <summary>A method's figures in each fold.</summary>
/// <param name="Method">Its name.</param>
/// <param name="Scores">The accuracy, or R².</param>
/// <param name="LogLosses">Null without probabilities.</param>
/// <param name="FitSeconds">Processor time of training.</param>
internal sealed record MethodScores(
    string Method, IReadOnlyList<double> Scores, IReadOnlyList<double>? LogLosses, IReadOnlyList<double> FitSeconds)
{
    public static MethodScores Of(string method, IReadOnlyList<Figures> folds) => new(
        method, [.. folds.Select(fold => fold.Score)],
        folds.All(fold => fold.LogLoss != null) ? [.. folds.Select(fold => fold.LogLoss!.Value)] : null,
        [.. folds.Select(fold => fold.FitSeconds)]);
}
