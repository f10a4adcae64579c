using System.Diagnostics;
using Microsoft.ML;
using Microsoft.ML.Runtime;

namespace ActReg.MLNet;

/// <summary>Runs trials.</summary>
internal static class TrialTraining
{
    /// <summary>Trains and measures; a training that fails is a result, too.</summary>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static TrialResult Run(TrialSpecification trial, PreparedFold fold, CancellationToken cancellation)
    {
        var watch = Stopwatch.StartNew();
        var mlContext = new MLContext();
        var warnings = new List<string>();
        mlContext.Log += (_, entry) =>
        {
            if (entry.Kind == ChannelMessageKind.Warning && !warnings.Contains(entry.RawMessage))
                warnings.Add(entry.RawMessage);
        };
        try
        {
            var options = OptionsData.FromJson(System.Text.Encoding.UTF8.GetBytes(trial.Options));
            var fitted = StudyTask.Of(trial.Task).Fit(mlContext, options, trial.Seed, fold, trial.HasCurve, cancellation);
            return new()
            {
                Id = trial.Id,
                Train = ByName(fitted.Measure(fold.Train)),
                Evaluation = ByName(fitted.Measure(fold.Evaluation)),
                Layers = [.. fitted.Layers(fold.Train).Select(TrialLayer.Of)],
                WeightCount = fitted.Network.Weights.Sum(weight => (long)weight.Values.Length),
                Epochs = fitted.Network.History.Count,
                Curve = trial.HasCurve ? TrialEpoch.Of(fitted.Network.History, options.Settings.Epochs) : [],
                Warnings = warnings,
                Seconds = watch.Elapsed.TotalSeconds,
            };
        }
        // A candidate that cannot be trained on this data, or diverges; others may do well.
        catch (Exception e) when (e is ArgumentException or InvalidOperationException or FormatException or TrainingDivergedException)
        {
            return new() { Id = trial.Id, Failure = e.Message, Warnings = warnings, Seconds = watch.Elapsed.TotalSeconds };
        }
    }

    private static Dictionary<string, double> ByName(Dictionary<StudyMetric, double> metrics) => metrics.ToDictionary(metric => metric.Key.Name, metric => metric.Value);
}
