using Microsoft.ML;

namespace ActReg.MLNet;

/// <summary>Removes the units that are dead on some data.</summary>
/// <remarks>
/// What counts is the value that the next dense layer reads, after all activations between the two. Only a unit whose value is 0
/// on every row goes: its column of the kernel, its bias, and its row of the next kernel.
/// </remarks>
internal static class DeadUnitPruning
{
    /// <exception cref="ArgumentException">
    /// The column is wrong, no row can be used, or a layer is neither dense nor an activation.
    /// </exception>
    public static PrunedModel<TTransformer> Run<TOutput, TTransformer>(
        NetworkModelParametersBase<TOutput> model, IDataView data, string featureColumnName,
        Func<TrainedNetwork, TTransformer> createTransformer)
    {
        var network = ((IHasTrainedNetwork)model).Network;
        CheckLayers(network.Layers);
        var report = SparsityReport.Create(model, data, featureColumnName);
        var pruned = Keep(network, [.. network.Layers.Select((_, index) => UnitsToKeep(network.Layers, report, index))]);
        return new PrunedModel<TTransformer>(
            createTransformer(pruned), [.. PrunedLayers(network, pruned)], report.RowCount,
            OutputDifference.Largest(model.Scorer, new NetworkScorer(pruned), data, featureColumnName));
    }

    private static void CheckLayers(IReadOnlyList<Layer> layers)
    {
        for (var i = 0; i < layers.Count; i++)
        {
            if (layers[i] is not (DenseLayer or ActivationLayer))
            {
                throw new ArgumentException(Rule.Broken(
                    $"layers[{i}]", "must be a dense or an activation layer for units to be pruned", layers[i].GetType().Name));
            }
        }
    }

    /// <summary>Of a dense layer, the units to keep, in order.</summary>
    private static int[] UnitsToKeep(IReadOnlyList<Layer> layers, SparsityReport report, int index)
    {
        if (layers[index] is not DenseLayer dense)
            return [];
        var last = index;
        while (last + 1 < layers.Count && layers[last + 1] is ActivationLayer)
            last++;
        int[] all = [.. Enumerable.Range(0, dense.Units)];
        if (last == layers.Count - 1)
            return all;
        var frequencies = report.Layers.Single(layer => layer.LayerIndex == last).ActivationFrequencies;
        int[] alive = [.. all.Where(unit => frequencies[unit] > 0)];
        return alive.Length > 0 ? alive : [0];
    }

    /// <param name="network">The whole network.</param>
    /// <param name="units">For each layer what <see cref="UnitsToKeep"/> says.</param>
    private static TrainedNetwork Keep(TrainedNetwork network, int[][] units)
    {
        var layers = new List<Layer>();
        var weights = new List<WeightTensor>();
        int[] inputs = [.. Enumerable.Range(0, network.InputSize)];
        foreach (var (layer, kept) in network.Layers.Zip(units))
        {
            if (layer is not DenseLayer dense)
            {
                layers.Add(layer);
                continue;
            }

            layers.Add(dense with { Units = kept.Length });
            var (kernel, bias) = (network.Weights[weights.Count], network.Weights[weights.Count + 1]);
            weights.Add(new WeightTensor(
                kernel.Name, [inputs.Length, kept.Length],
                [.. inputs.SelectMany(_ => kept, (input, unit) => kernel.Values[input * dense.Units + unit])]));
            weights.Add(new WeightTensor(bias.Name, [kept.Length], [.. kept.Select(unit => bias.Values[unit])]));
            inputs = kept;
        }

        return network with { Layers = layers, Weights = weights };
    }

    private static IEnumerable<PrunedLayer> PrunedLayers(TrainedNetwork before, TrainedNetwork after) =>
        from index in Enumerable.Range(0, before.Layers.Count - 1)
        where before.Layers[index] is DenseLayer
        select new PrunedLayer(index, ((DenseLayer)before.Layers[index]).Units, ((DenseLayer)after.Layers[index]).Units);
}
