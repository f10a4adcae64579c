using ActReg.MLNet.Benchmarks.Data;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace ActReg.MLNet.Benchmarks.Methods;

/// <summary>Scores of predictions against the data set's own targets; no row is skipped, whatever a method makes of it.</summary>
internal static class Metrics
{
    private const double SmallestProbability = 1.1920929e-7;

    /// <summary>The accuracy, or R².</summary>
    public static double Score(DataSet data, IDataView scored) => data.Task switch
    {
        TaskKind.Binary => Accuracy(data.Targets, scored.GetColumn<bool>("PredictedLabel").Select(label => label ? 1.0 : 0)),
        // A key is one more than its index, and 0 where it is missing.
        TaskKind.Multiclass => Accuracy(data.Targets, scored.GetColumn<uint>("PredictedLabel").Select(key => key - 1.0)),
        _ => RSquared(data.Targets, scored.GetColumn<float>("Score")),
    };

    /// <summary>The mean of -ln of the probability given to a row's class; null for values, and for methods without probabilities.</summary>
    /// <remarks>Probabilities are at least single precision's step at 1, as in scikit-learn's <c>log_loss</c> of such.</remarks>
    public static double? LogLoss(DataSet data, IDataView scored) => data.Task switch
    {
        TaskKind.Binary when scored.Schema.GetColumnOrNull("Probability") != null =>
            LogLoss(data.Targets, scored.GetColumn<float>("Probability"), (target, probability) => target == 1 ? probability : 1 - probability),
        TaskKind.Multiclass =>
            LogLoss(data.Targets, scored.GetColumn<float[]>("Score"), (target, probabilities) => probabilities[(int)target] / probabilities.Sum()),
        _ => null,
    };

    private static double LogLoss<T>(double[] targets, IEnumerable<T> predictions, Func<double, T, double> probability)
    {
        var values = predictions.ToArray();
        if (values.Length != targets.Length)
            throw new InvalidOperationException($"There are {values.Length} predictions for {targets.Length} rows.");
        return targets.Zip(values, (target, value) => -Math.Log(Math.Clamp(probability(target, value), SmallestProbability, 1))).Average();
    }

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
