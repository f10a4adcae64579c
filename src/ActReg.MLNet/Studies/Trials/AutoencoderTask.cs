using Microsoft.ML;
using Microsoft.ML.Data;

namespace ActReg.MLNet;

/// <summary>The features themselves, by way of a sparse code.</summary>
internal sealed class AutoencoderTask : StudyTask
{
    public override string Name => "autoencoder";

    public override IReadOnlyList<StudyMetric> Metrics { get; } = [StudyMetric.ExplainedVariance, StudyMetric.CosineSimilarity];

    public override StudyMetric Choice => StudyMetric.ExplainedVariance;

    public override LabelKind Label => LabelKind.None;

    public override void Check(OptionsData options) => new MLContext().Transforms.SparseAutoencoder(options.ToAutoencoderOptions());

    public override FittedTrial Fit(MLContext mlContext, OptionsData options, int seed, PreparedFold fold, bool hasCurve, CancellationToken cancellation)
    {
        var autoencoder = options.ToAutoencoderOptions();
        Prepare(autoencoder, seed, fold, cancellation);
        if (hasCurve)
            autoencoder.MeasureIfNotHeeded(PreparedView.Unlabeled(mlContext, fold.Evaluation));
        var model = mlContext.Transforms.SparseAutoencoder(autoencoder).Fit(PreparedView.Unlabeled(mlContext, fold.Train));
        return new(model.Model.Network, rows => Measures(Report(rows)), rows => [Report(rows).Code]);

        AutoencoderReport Report(PreparedRows rows) => AutoencoderReport.Create(
            model.Model, model.Scorer, Enumerable.Range(0, rows.RowCount).Select(row => new VBuffer<float>(rows.FeatureCount, rows.Row(row).ToArray())));
    }

    private static Dictionary<StudyMetric, double> Measures(AutoencoderReport report) => new()
    {
        [StudyMetric.ExplainedVariance] = report.ExplainedVariance,
        [StudyMetric.CosineSimilarity] = report.CosineSimilarity,
    };
}
