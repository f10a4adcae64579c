using Microsoft.ML;
using Microsoft.ML.Data;

namespace ActReg.MLNet;

/// <summary>How sparse the hidden layers of a trained network are on some data.</summary>
public sealed class SparsityReport
{
    private SparsityReport(IReadOnlyList<LayerSparsity> layers, long rowCount)
    {
        Layers = layers;
        RowCount = rowCount;
    }

    /// <summary>One entry for each hidden layer, in order; each is about the layer's output, after its own activation if it has one.</summary>
    public IReadOnlyList<LayerSparsity> Layers { get; }

    /// <summary>The rows measured.</summary>
    public long RowCount { get; }

    /// <summary>Runs the network over a data set and measures every hidden layer. Takes no more memory for more rows.</summary>
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
        var buffers = scorer.CreateBuffers(scorer.RowsAtATime);
        var counters = HiddenLayers(scorer.Plan).ToArray();
        long total = 0;
        foreach (var rows in BatchScoring.Run(data, featureColumnName, (scorer, buffers)))
        {
            foreach (var counter in counters)
                counter.Add(rows, buffers);
            total += rows;
        }

        return new SparsityReport([.. counters.Select(counter => counter.Result(total))], total);
    }

    /// <summary>
    /// The report as rows of an ML.NET data set, one for each layer. Columns: every property of <see cref="LayerSparsity"/> but
    /// <see cref="LayerSparsity.ActivationFrequencies"/> and <see cref="LayerSparsity.Shape"/>, by its name; counts are Int32, the rest Double, and the histogram is a
    /// vector of ten Int32 whose slots are named after their bins.
    /// </summary>
    /// <param name="mlContext">Makes the data set.</param>
    public IDataView ToDataView(MLContext mlContext)
    {
        ArgumentNullException.ThrowIfNull(mlContext);
        return SparsityView.Load(mlContext.Data, Layers);
    }

    /// <summary>
    /// The report as a table, at most a hundred columns wide for layers of up to 99,999 units. Its last column is the histogram
    /// of activation frequencies, a character for each bin: from none of the units, a space, in nine steps to all of them, @.
    /// </summary>
    public override string ToString() => SparsityTable.Text(RowCount, Layers);

    /// <summary>For each layer but the last, its last step: what the layer puts out.</summary>
    private static IEnumerable<SparsityCounter> HiddenLayers(NetworkPlan plan) =>
        from i in Enumerable.Range(0, plan.Steps.Count - 1)
        where plan.Steps[i].LayerIndex != plan.Steps[i + 1].LayerIndex
        select new SparsityCounter(plan.Steps[i], i);
}
