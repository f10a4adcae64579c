using Microsoft.ML.Data;

namespace ActReg.MLNet;

/// <summary>How sparse the hidden layers of a trained network are on some data.</summary>
public sealed partial class SparsityReport
{
    private SparsityReport(IReadOnlyList<LayerSparsity> layers, long rowCount, NetworkPlan plan)
    {
        Layers = layers;
        RowCount = rowCount;
        Told = [.. layers.Where(layer => plan.Layers[layer.LayerIndex] is var of && (of.ComputesUnits || of.IsPenalized))];
    }

    /// <summary>One entry for each hidden layer, in order; each is about the layer's output, after its own activation if it has one.</summary>
    public IReadOnlyList<LayerSparsity> Layers { get; }

    /// <summary>The rows measured.</summary>
    public long RowCount { get; }

    /// <summary>The layers that tables show.</summary>
    internal IReadOnlyList<LayerSparsity> Told { get; }

    /// <summary>Runs a network over rows and measures every hidden layer.</summary>
    /// <param name="scorer">The network.</param>
    /// <param name="data">The rows' features, all finite.</param>
    /// <exception cref="ArgumentException">There is no row.</exception>
    internal static SparsityReport Create(NetworkScorer scorer, IEnumerable<VBuffer<float>> data)
    {
        var buffers = scorer.CreateBuffers(scorer.RowsAtATime);
        var counters = HiddenLayers(scorer.Plan).ToArray();
        long total = 0;
        foreach (var rows in BatchScoring.Run(data, (scorer, buffers)))
        {
            foreach (var counter in counters)
                counter.Add(rows, buffers);
            total += rows;
        }

        return new SparsityReport([.. counters.Select(counter => counter.Result(total))], total, scorer.Plan);
    }

    /// <summary>
    /// The report as a table, a hundred columns wide at most where layers have up to 9,999 units and names of up to 16 characters; without layers that prepare features (imputation, scaling, masking), or hand on
    /// what they get (dropout, flatten, reshape), unless they are penalized. Its last column is the histogram
    /// of activation frequencies, a character for each bin: from none of the units, a space, in nine steps to all of them, @.
    /// </summary>
    public override string ToString() => SparsityTable.Text(RowCount, Told);

    /// <summary>For each layer but the last, its last step: what the layer puts out.</summary>
    private static IEnumerable<SparsityCounter> HiddenLayers(NetworkPlan plan)
    {
        var names = LayerNames.Of(plan);
        return from i in Enumerable.Range(0, plan.Steps.Count - 1)
               where plan.Steps[i].LayerIndex != plan.Steps[i + 1].LayerIndex
               select new SparsityCounter(plan.Steps[i], i, names[plan.Steps[i].LayerIndex]);
    }
}
