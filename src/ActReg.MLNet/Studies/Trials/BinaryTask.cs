using Microsoft.ML;

namespace ActReg.MLNet;

/// <summary>Two classes.</summary>
internal sealed class BinaryTask : LabeledTask
{
    public override string Name => "binary";

    public override IReadOnlyList<StudyMetric> Metrics { get; } =
    [
        StudyMetric.Accuracy, StudyMetric.LogLoss, StudyMetric.AreaUnderRocCurve, StudyMetric.AreaUnderPrecisionRecallCurve,
        StudyMetric.F1Score, StudyMetric.BrierScore, StudyMetric.CalibrationError,
    ];

    public override StudyMetric Choice => StudyMetric.LogLoss;

    private protected override double MostBrierScore => 1;

    public override LabelKind Label => LabelKind.Boolean;

    public override void Check(OptionsData options) => new MLContext().BinaryClassification.Trainers.ActivityRegularizedNetwork(options.ToNetworkOptions());

    private protected override IDataView View(MLContext mlContext, PreparedRows rows) => PreparedView.OfTwoClasses(mlContext, rows);

    private protected override FittedTrial Fit(MLContext mlContext, ActivityRegularizedNetworkOptions options, IDataView train)
    {
        var model = mlContext.BinaryClassification.Trainers.ActivityRegularizedNetwork(options).Fit(train).Model;
        return Fitted(model.SubModel, rows =>
        {
            var scores = Outputs(model.SubModel, rows);
            return BinaryMeasures.Of(scores, [.. scores.Select(score => model.Calibrator.LogOdds(score))], rows.Labels);
        });
    }
}
