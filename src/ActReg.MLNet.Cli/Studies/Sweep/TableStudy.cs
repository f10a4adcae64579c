using ActReg.MLNet.Cli.Tables;
using Microsoft.ML;

namespace ActReg.MLNet.Cli.Sweep;

/// <summary>A study on a table of the user's: what labels are is told before it, all else is fitted within each fold.</summary>
internal static class TableStudy
{
    /// <param name="training">The table.</param>
    /// <param name="baseOptions">What candidates have in common.</param>
    /// <param name="space">What they differ in.</param>
    /// <param name="options">How they are compared.</param>
    public static SweepStudy Of(TableTraining training, ActivityRegularizedMlpOptions baseOptions, StudySpace space, StudyOptions options)
    {
        var mlContext = training.MLContext;
        options.Preprocessing = new FeatureColumns(mlContext, training.Columns).Estimator(training.Label.Roles.Features);
        var study = training.Label.Task switch
        {
            TableTask.Binary => mlContext.BinaryClassification.ActivityRegularizationStudy(baseOptions, space, options),
            TableTask.Multiclass => mlContext.MulticlassClassification.ActivityRegularizationStudy(baseOptions, space, options),
            _ => mlContext.Regression.ActivityRegularizationStudy(baseOptions, space, options),
        };
        return new(study, () => study.Run(TablePipeline.Labels(mlContext, training.Label).Fit(training.Rows).Transform(training.Rows)));
    }

    /// <summary>What can be measured, what is chosen by first.</summary>
    public static IReadOnlyList<StudyMetric> Metrics(TableTask task) => task switch
    {
        TableTask.Binary =>
        [
            StudyMetric.LogLoss, StudyMetric.Accuracy, StudyMetric.AreaUnderRocCurve, StudyMetric.AreaUnderPrecisionRecallCurve, StudyMetric.F1Score,
            StudyMetric.BrierScore, StudyMetric.CalibrationError,
        ],
        TableTask.Multiclass => [StudyMetric.LogLoss, StudyMetric.MicroAccuracy, StudyMetric.MacroAccuracy, StudyMetric.BrierScore, StudyMetric.CalibrationError],
        _ => [StudyMetric.RootMeanSquaredError, StudyMetric.RSquared, StudyMetric.MeanAbsoluteError],
    };
}
