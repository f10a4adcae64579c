using Microsoft.ML;

namespace ActReg.MLNet.Cli.Tables;

/// <summary>The metrics of two classes on rows of one of them: what needs both is not defined.</summary>
internal static class OneClassMetrics
{
    /// <param name="scored">What the pipeline makes of the rows.</param>
    /// <param name="label">The label.</param>
    /// <param name="figures">What the probabilities are worth.</param>
    public static TableMetrics Of(IDataView scored, TableLabel label, ProbabilityFigures figures)
    {
        var rows = ScoredNumbers.Of(scored, label.Roles);
        var isPositive = rows.Labels[0] > 0;
        var told = rows.Scores.Count(score => score > 0);
        double right = isPositive ? told : rows.Scores.Length - told, wrong = rows.Scores.Length - right;
        double Share(double part, double of) => of > 0 ? part / of : double.NaN;
        return new(
            new Dictionary<string, double>
            {
                ["accuracy"] = right / rows.Scores.Length,
                ["areaUnderRocCurve"] = double.NaN,
                ["areaUnderPrecisionRecallCurve"] = double.NaN,
                ["f1Score"] = isPositive ? Share(2 * right, 2 * right + wrong) : double.NaN,
                ["positivePrecision"] = Share(isPositive ? right : 0, told),
                ["positiveRecall"] = isPositive ? right / rows.Scores.Length : double.NaN,
                ["negativePrecision"] = Share(isPositive ? 0 : right, rows.Scores.Length - told),
                ["negativeRecall"] = isPositive ? double.NaN : right / rows.Scores.Length,
                ["logLoss"] = figures.LogLoss,
                ["brierScore"] = figures.BrierScore,
                // Less than nothing: the classes' shares alone tell all.
                ["logLossReduction"] = double.NaN,
            },
            new([label.Classes[1], label.Classes[0]], isPositive ? [[right, wrong], [0, 0]] : [[0, 0], [wrong, right]]));
    }
}
