using Microsoft.ML;

namespace ActReg.MLNet;

/// <summary>A number.</summary>
internal sealed class RegressionTask : LabeledTask
{
    public override string Name => "regression";

    public override IReadOnlyList<StudyMetric> Metrics { get; } = [StudyMetric.RSquared, StudyMetric.RootMeanSquaredError, StudyMetric.MeanAbsoluteError];

    public override StudyMetric Choice => StudyMetric.RootMeanSquaredError;

    public override LabelKind Label => LabelKind.Number;

    public override void Check(OptionsData options) => new MLContext().Regression.Trainers.ActivityRegularizedNetwork(options.ToNetworkOptions());

    private protected override IDataView View(MLContext mlContext, PreparedRows rows) => PreparedView.OfNumbers(mlContext, rows);

    private protected override FittedTrial Fit(MLContext mlContext, ActivityRegularizedNetworkOptions options, IDataView train)
    {
        var model = mlContext.Regression.Trainers.ActivityRegularizedNetwork(options).Fit(train).Model;
        return Fitted(model, rows =>
        {
            var predictions = new float[rows.RowCount];
            model.Score(rows.Features, predictions);
            return RegressionMeasures.Of(predictions, rows.Labels);
        });
    }
}
