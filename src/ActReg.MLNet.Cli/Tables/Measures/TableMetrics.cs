using Microsoft.ML;
using Microsoft.ML.Data;

namespace ActReg.MLNet.Cli.Tables;

/// <summary>How well a model tells the labels of some rows.</summary>
/// <param name="Values">Each metric by its name, which scripts read.</param>
/// <param name="Confusion">The rows of each class, told to be of each; <see langword="null"/> in regression.</param>
internal sealed record TableMetrics(IReadOnlyDictionary<string, double> Values, ConfusionCounts? Confusion)
{
    /// <param name="mlContext">Has the evaluators.</param>
    /// <param name="network">The network.</param>
    /// <param name="scored">What its pipeline makes of rows, all with a label that it knows.</param>
    /// <param name="label">The label.</param>
    public static TableMetrics Of(MLContext mlContext, FittedNetwork network, IDataView scored, TableLabel label) => label.Task switch
    {
        TableTask.Binary => OfBinary(mlContext, network, scored, label),
        TableTask.Multiclass => OfMulticlass(mlContext.MulticlassClassification.Evaluate(scored, label.Roles.Label), ProbabilityFigures.Of(mlContext, network, scored, label), scored),
        _ => OfRegression(ScoredNumbers.Of(scored, label.Roles)),
    };

    private static TableMetrics OfBinary(MLContext mlContext, FittedNetwork network, IDataView scored, TableLabel label)
    {
        var figures = ProbabilityFigures.Of(mlContext, network, scored, label);
        // ML.NET's evaluator refuses rows of one class, as areas are not defined.
        return figures.IsOfOneClass ? OneClassMetrics.Of(scored, label, figures)
            : OfBinary(mlContext.BinaryClassification.Evaluate(scored, label.Roles.Label), figures, label);
    }

    private static TableMetrics OfBinary(CalibratedBinaryClassificationMetrics metrics, ProbabilityFigures figures, TableLabel label) => new(
        new Dictionary<string, double>
        {
            ["accuracy"] = metrics.Accuracy,
            ["areaUnderRocCurve"] = metrics.AreaUnderRocCurve,
            ["areaUnderPrecisionRecallCurve"] = metrics.AreaUnderPrecisionRecallCurve,
            ["f1Score"] = metrics.F1Score,
            ["positivePrecision"] = metrics.PositivePrecision,
            ["positiveRecall"] = metrics.PositiveRecall,
            ["negativePrecision"] = metrics.NegativePrecision,
            ["negativeRecall"] = metrics.NegativeRecall,
            ["logLoss"] = figures.LogLoss,
            ["brierScore"] = figures.BrierScore,
            ["logLossReduction"] = metrics.LogLossReduction,
        },
        // ML.NET has the positive class first.
        new([label.Classes[1], label.Classes[0]], metrics.ConfusionMatrix.Counts));

    private static TableMetrics OfMulticlass(MulticlassClassificationMetrics metrics, ProbabilityFigures figures, IDataView scored) => new(
        new Dictionary<string, double>
        {
            ["microAccuracy"] = metrics.MicroAccuracy,
            ["macroAccuracy"] = metrics.MacroAccuracy,
            ["logLoss"] = figures.LogLoss,
            ["brierScore"] = figures.BrierScore,
            ["logLossReduction"] = metrics.LogLossReduction,
        },
        new(ScoreClasses.Of(scored.Schema["Score"]), metrics.ConfusionMatrix.Counts));

    /// <summary>A study's measures: those of ML.NET's evaluator cancel where labels are far from 0.</summary>
    private static TableMetrics OfRegression(ScoredNumbers rows)
    {
        var measures = RegressionMeasures.Of(rows.Scores, rows.Labels);
        var root = measures[StudyMetric.RootMeanSquaredError];
        return new(
            new Dictionary<string, double>
            {
                ["rSquared"] = measures[StudyMetric.RSquared],
                ["meanAbsoluteError"] = measures[StudyMetric.MeanAbsoluteError],
                ["meanSquaredError"] = root * root,
                ["rootMeanSquaredError"] = root,
            },
            null);
    }
}
