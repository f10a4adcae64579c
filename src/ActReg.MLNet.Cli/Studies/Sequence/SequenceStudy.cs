using System.Diagnostics;
using Microsoft.ML;

namespace ActReg.MLNet.Cli.Sequence;

/// <summary>The comparison itself: settings in, results out.</summary>
internal static class SequenceStudy
{
    /// <param name="settings">The results are theirs alone; but for the seconds.</param>
    /// <param name="measured">Told of each outcome: the number of the repeat, and the method.</param>
    /// <param name="cancellation">Ends the training of networks, and what comes after that of trees.</param>
    public static SequenceResult Run(
        SequenceSettings settings, Action<int, SequenceMethod, MethodOutcome> measured, CancellationToken cancellation)
    {
        var outcomes = SequenceMethod.All.ToDictionary(method => method, _ => new List<MethodOutcome>());
        (ITransformer Fitted, DataViewSchema Schema)? network = null;
        for (var repeat = 0; repeat < settings.Repeats; repeat++)
        {
            var mlContext = new MLContext(settings.SeedOf(repeat));
            var rows = LampRows.Load(mlContext, settings, settings.SeedOf(repeat));
            var methods = new SequenceMethods(mlContext, rows, settings, cancellation);
            foreach (var method in SequenceMethod.All)
            {
                var (fitted, outcome) = Best(mlContext, method.Candidates(methods), rows, cancellation);
                outcomes[method].Add(outcome);
                measured(repeat, method, outcome);
                if (method == SequenceMethod.Recurrent)
                    network ??= (fitted, rows.Train.Schema);
            }
        }

        return new(
            [.. SequenceMethod.All.Select(method => new MethodResult(method, outcomes[method]))],
            network!.Value.Fitted, network.Value.Schema);
    }

    private static (ITransformer Fitted, MethodOutcome Outcome) Best(
        MLContext mlContext, IReadOnlyList<Candidate> candidates, LampRows rows, CancellationToken cancellation)
    {
        var (setting, fitted, seconds) = candidates.Select(Fit).MaxBy(each =>
            candidates.Count > 1 ? Evaluate(each.Fitted, rows.Validation).Accuracy : 0);
        var test = Evaluate(fitted, rows.Test);
        return (fitted, new(setting, test.Accuracy, test.AreaUnderRocCurve, seconds));

        (string Setting, ITransformer Fitted, double Seconds) Fit(Candidate candidate)
        {
            cancellation.ThrowIfCancellationRequested();
            var watch = Stopwatch.StartNew();
            return (candidate.Setting, candidate.Pipeline.Fit(rows.Train), watch.Elapsed.TotalSeconds);
        }

        Microsoft.ML.Data.CalibratedBinaryClassificationMetrics Evaluate(ITransformer model, IDataView data) =>
            mlContext.BinaryClassification.Evaluate(model.Transform(data));
    }
}
