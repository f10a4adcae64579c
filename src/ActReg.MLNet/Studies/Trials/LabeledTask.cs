using Microsoft.ML;
using Microsoft.ML.Data;

namespace ActReg.MLNet;

/// <summary>What the tasks with labels share.</summary>
internal abstract class LabeledTask : StudyTask
{
    /// <summary>Sparsity is told of so many rows at most: a share of them tells as much.</summary>
    private const int MostRowsOfSparsity = 10_000;

    /// <inheritdoc/>
    public sealed override FittedTrial Fit(MLContext mlContext, OptionsData options, int seed, PreparedFold fold, bool hasCurve, CancellationToken cancellation)
    {
        var network = options.ToNetworkOptions();
        Prepare(network, seed, fold, cancellation);
        network.FeatureColumnName = PreparedView.Features;
        network.LabelColumnName = PreparedView.Label;
        if (hasCurve)
            network.MeasureIfNotHeeded(View(mlContext, fold.Evaluation));
        return Fit(mlContext, network, View(mlContext, fold.Train));
    }

    private protected abstract IDataView View(MLContext mlContext, PreparedRows rows);

    private protected abstract FittedTrial Fit(MLContext mlContext, ActivityRegularizedNetworkOptions options, IDataView train);

    private protected static FittedTrial Fitted<TOutput>(NetworkModelParametersBase<TOutput> model, Func<PreparedRows, Dictionary<StudyMetric, double>> measure) =>
        new(model.Network, measure, rows => SparsityReport.Create(model.Scorer, rows.Sample(MostRowsOfSparsity).Select(row => Buffer(rows, row))).Layers
            // What only an activation function reads is no activation yet: with it a penalty before the ReLU would look less sparse than the same after it.
            .Where(layer => !model.Layers[layer.LayerIndex + 1].IsFunctionOnly));

    /// <summary>What the network's last layer puts out, a row's after the other's.</summary>
    private protected static float[] Outputs<TOutput>(NetworkModelParametersBase<TOutput> model, PreparedRows rows)
    {
        var outputs = new float[rows.RowCount * model.Scorer.Plan.OutputSize];
        new BulkScorer(model.Scorer, CopyOutputs).Score(rows.Features, outputs, maxDegreeOfParallelism: 1);
        return outputs;
    }

    private static VBuffer<float> Buffer(PreparedRows rows, int row) => new(rows.FeatureCount, rows.Row(row).ToArray());

    private static unsafe void CopyOutputs(int rows, ReadOnlySpan<float> features, Matrix outputs, Span<float> scores)
    {
        var width = scores.Length / rows;
        for (var row = 0; row < rows; row++)
            new ReadOnlySpan<float>(outputs.Start + row * outputs.Row, width).CopyTo(scores[(row * width)..]);
    }
}
