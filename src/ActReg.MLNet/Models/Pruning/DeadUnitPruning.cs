using Microsoft.ML;

namespace ActReg.MLNet;

/// <summary>Removes the units that are dead on some data.</summary>
/// <remarks>
/// What counts is the value that the next dense layer reads, after all layers between the two. Only a unit whose value is 0 on every
/// row goes: its column of the kernel, its other weights, and its row of the next kernel. Convolutional and recurrent layers, and dense
/// ones on sequences and images, stay as they are.
/// </remarks>
internal static class DeadUnitPruning
{
    /// <exception cref="ArgumentException">The column is wrong, or no row can be used.</exception>
    public static PrunedModel<TTransformer> Run<TOutput, TTransformer>(
        NetworkModelParametersBase<TOutput> model, IDataView data, string featureColumnName,
        Func<TrainedNetwork, TTransformer> createTransformer)
    {
        var network = ((IHasTrainedNetwork)model).Network;
        var report = SparsityReport.Create(model, data, featureColumnName);
        var pruned = Keep(network, model.Scorer.Plan, [.. network.Layers.Select((_, index) => UnitsToKeep(network.Layers, report, index))]);
        return new PrunedModel<TTransformer>(
            createTransformer(pruned), [.. PrunedLayers(network, pruned)], report.RowCount,
            OutputDifference.Largest(model.Scorer, new NetworkScorer(pruned), data, featureColumnName));
    }

    /// <summary>Of a dense layer, the units to keep, in order; of another, none.</summary>
    private static int[] UnitsToKeep(IReadOnlyList<Layer> layers, SparsityReport report, int index)
    {
        if (layers[index] is not DenseLayer dense)
            return [];
        var last = index;
        while (last + 1 < layers.Count && layers[last + 1] is not DenseLayer)
            last++;
        int[] all = [.. Enumerable.Range(0, dense.Units)];
        // The outputs, or units whose values depend on each other.
        if (last == layers.Count - 1 || layers.Take(last + 1).Skip(index).Any(layer => layer is LayerNormLayer))
            return all;
        var frequencies = report.Layers.Last(layer => layer.LayerIndex <= last).ActivationFrequencies;
        int[] alive = [.. all.Where(unit => frequencies[unit] > 0)];
        return alive.Length > 0 ? alive : [0];
    }

    /// <param name="network">The whole network.</param>
    /// <param name="plan">The same.</param>
    /// <param name="units">For each layer what <see cref="UnitsToKeep"/> says.</param>
    private static TrainedNetwork Keep(TrainedNetwork network, NetworkPlan plan, int[][] units)
    {
        var layers = new List<Layer>();
        var weights = new List<WeightTensor>();
        int[] inputs = [.. Enumerable.Range(0, network.InputSize)];
        var steps = plan.Steps.ToLookup(step => step.LayerIndex);
        for (var i = 0; i < network.Layers.Count; i++)
        {
            if (steps[i].LastOrDefault(step => step is not FusedStep) is { } last)
            {
                layers.Add(network.Layers[i]);
                weights.AddRange(network.Weights.Skip(weights.Count).Take(steps[i].Sum(step => step.Weights.Count)));
                inputs = [.. Enumerable.Range(0, last.Size)];
                continue;
            }

            var dense = network.Layers[i] as DenseLayer;
            var outputs = dense == null ? inputs : units[i];
            layers.Add(dense == null ? network.Layers[i] : dense with { Units = outputs.Length });
            foreach (var place in steps[i].SelectMany(step => step.Weights))
                weights.Add(Keep(network.Weights[weights.Count], place.Role == WeightRole.Kernel ? inputs : [0], outputs));
            inputs = outputs;
        }

        return network with { Layers = layers, Weights = weights };
    }

    /// <summary>Some rows and columns of a matrix; a vector is one of one row.</summary>
    private static WeightTensor Keep(WeightTensor weight, int[] rows, int[] columns)
    {
        var width = weight.Shape[^1];
        return new WeightTensor(
            weight.Name, weight.Shape.Length == 1 ? [columns.Length] : [rows.Length, columns.Length],
            [.. rows.SelectMany(_ => columns, (row, column) => weight.Values[row * width + column])]);
    }

    private static IEnumerable<PrunedLayer> PrunedLayers(TrainedNetwork before, TrainedNetwork after) =>
        from index in Enumerable.Range(0, before.Layers.Count - 1)
        where before.Layers[index] is DenseLayer
        select new PrunedLayer(index, ((DenseLayer)before.Layers[index]).Units, ((DenseLayer)after.Layers[index]).Units);
}
