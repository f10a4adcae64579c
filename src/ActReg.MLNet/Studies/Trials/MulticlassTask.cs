using Microsoft.ML;

namespace ActReg.MLNet;

/// <summary>Any number of classes.</summary>
internal sealed class MulticlassTask : LabeledTask
{
    public override string Name => "multiclass";

    public override IReadOnlyList<StudyMetric> Metrics { get; } =
        [StudyMetric.MicroAccuracy, StudyMetric.LogLoss, StudyMetric.MacroAccuracy, StudyMetric.BrierScore, StudyMetric.CalibrationError];

    public override StudyMetric Choice => StudyMetric.LogLoss;

    public override LabelKind Label => LabelKind.Key;

    public override void Check(OptionsData options) => new MLContext().MulticlassClassification.Trainers.ActivityRegularizedNetwork(options.ToNetworkOptions());

    private protected override IDataView View(MLContext mlContext, PreparedRows rows) => PreparedView.OfClasses(mlContext, rows);

    private protected override FittedTrial Fit(MLContext mlContext, ActivityRegularizedNetworkOptions options, IDataView train)
    {
        var model = mlContext.MulticlassClassification.Trainers.ActivityRegularizedNetwork(options).Fit(train).Model;
        return Fitted(model, rows => MulticlassMeasures.Of(Outputs(model, rows), rows.Labels));
    }
}
