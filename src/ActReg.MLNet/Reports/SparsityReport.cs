using Microsoft.ML;
using Microsoft.ML.Data;

namespace ActReg.MLNet;

/// <summary>How sparse the hidden layers of a trained network are on some data.</summary>
public sealed class SparsityReport
{
    private const int RowsAtATime = 256;

    private SparsityReport(IReadOnlyList<LayerSparsity> layers, long rowCount)
    {
        Layers = layers;
        RowCount = rowCount;
    }

    /// <summary>One entry for each hidden layer, in order; each is about the layer's output, after its own activation if it has one.</summary>
    public IReadOnlyList<LayerSparsity> Layers { get; }

    /// <summary>The rows measured.</summary>
    public long RowCount { get; }

    /// <summary>Runs the network over a data set and measures every hidden layer.</summary>
    /// <typeparam name="TOutput">What the network scores a row with.</typeparam>
    /// <param name="network">The trained network.</param>
    /// <param name="data">Rows; those with a missing or infinite feature are left out.</param>
    /// <param name="featureColumnName">The features column, a vector of as many <see cref="float"/> as the network takes.</param>
    /// <exception cref="ArgumentException">The column is missing or not such a vector, or no row can be used.</exception>
    public static SparsityReport Create<TOutput>(
        NetworkModelParametersBase<TOutput> network, IDataView data, string featureColumnName = DefaultColumnNames.Features)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(data);
        var scorer = network.Scorer;
        var buffers = scorer.CreateBuffers(RowsAtATime);
        var counters = HiddenLayers(scorer.Plan).ToArray();
        long total = 0;
        var rows = 0;
        foreach (var features in FeatureColumn.Read(data, featureColumnName, network.InputSize))
        {
            features.CopyTo(buffers.Input.Span[(rows * buffers.InputStride)..]);
            if (++rows == RowsAtATime)
                Flush();
        }

        Flush();
        return total > 0
            ? new SparsityReport([.. counters.Select(counter => counter.Result(total))], total)
            : throw new ArgumentException("data must have a row whose features are all finite; it has none.", nameof(data));

        void Flush()
        {
            scorer.Run(rows, buffers);
            foreach (var counter in counters)
                counter.Add(rows, buffers);
            total += rows;
            rows = 0;
        }
    }

    /// <summary>For each layer but the last, its last step: what the layer puts out.</summary>
    private static IEnumerable<SparsityCounter> HiddenLayers(NetworkPlan plan) =>
        from i in Enumerable.Range(0, plan.Steps.Count - 1)
        where plan.Steps[i].LayerIndex != plan.Steps[i + 1].LayerIndex
        select new SparsityCounter(plan.Steps[i], i);
}
