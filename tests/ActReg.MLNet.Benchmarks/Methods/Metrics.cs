using ActReg.MLNet.Benchmarks.Data;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace ActReg.MLNet.Benchmarks.Methods;

/// <summary>Scores of predictions against the data set's own targets; no row is skipped, whatever a method makes of it.</summary>
internal static class Metrics
{
    /// <summary>The accuracy, or R².</summary>
    public static double Score(DataSet data, IDataView scored) => data.Task switch
    {
        TaskKind.Binary => Accuracy(data.Targets, scored.GetColumn<bool>("PredictedLabel").Select(label => label ? 1.0 : 0)),
        // A key is one more than its index, and 0 where it is missing.
        TaskKind.Multiclass => Accuracy(data.Targets, scored.GetColumn<uint>("PredictedLabel").Select(key => key - 1.0)),
        _ => RSquared(data.Targets, scored.GetColumn<float>("Score")),
    };

    private static double Accuracy(double[] targets, IEnumerable<double> predictions) =>
        (double)Pairs(targets, predictions).Count(pair => pair.Target == pair.Prediction) / targets.Length;

    private static double RSquared(double[] targets, IEnumerable<float> predictions)
    {
        var mean = targets.Average();
        var residual = Pairs(targets, predictions.Select(value => (double)value))
            .Sum(pair => Squared(pair.Target - pair.Prediction));
        return 1 - residual / targets.Sum(target => Squared(target - mean));
    }

    private static List<(double Target, double Prediction)> Pairs(double[] targets, IEnumerable<double> predictions)
    {
        var values = predictions.ToArray();
        if (values.Length != targets.Length)
            throw new InvalidOperationException($"There are {values.Length} predictions for {targets.Length} rows.");
        return [.. targets.Zip(values)];
    }

    private static double Squared(double value) => value * value;
}
