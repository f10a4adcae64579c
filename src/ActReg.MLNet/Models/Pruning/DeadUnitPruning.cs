using Microsoft.ML.Data;

namespace ActReg.MLNet;

/// <summary>Removes the units that are dead on some data.</summary>
/// <remarks>
/// What counts is the value that the next dense layer or convolution reads, after all layers between the two. Only a unit whose value is 0 on
/// every row goes: its column of the kernel, its other weights, and its row of the next kernel. Of a convolution units are its channels, which
/// are 0 at every place. Recurrent layers, convolutions in groups, and dense layers on sequences and images stay as they are.
/// </remarks>
internal static class DeadUnitPruning
{
    /// <param name="network">The network.</param>
    /// <param name="scorer">The same, ready to score.</param>
    /// <param name="data">The rows' features, all finite, which are gone through twice.</param>
    /// <param name="createTransformer">Wraps the smaller network.</param>
    /// <param name="tolerance">The largest share of rows, of channels of rows and places, on which a unit that goes is not 0.</param>
    /// <exception cref="ArgumentException">There is no row.</exception>
    public static PrunedModel<TTransformer> Run<TTransformer>(
        TrainedNetwork network, NetworkScorer scorer, IEnumerable<VBuffer<float>> data, Func<TrainedNetwork, TTransformer> createTransformer,
        double tolerance = 0)
    {
        var report = SparsityReport.Create(scorer, data);
        var pruned = Keep(network, [.. network.Plan.Steps.Select((_, step) => UnitsToKeep(network.Plan.Steps, report, step, tolerance))]);
        return new PrunedModel<TTransformer>(
            createTransformer(pruned), [.. PrunedLayers(network.Plan, pruned.Plan)], report.RowCount,
            OutputDifference.Largest(scorer, new NetworkScorer(pruned), data));
    }

    /// <summary>The units of a step's output to keep.</summary>
    private static KeptUnits UnitsToKeep(IReadOnlyList<Step> steps, SparsityReport report, int index, double tolerance)
    {
        var all = KeptUnits.All(steps[index].Shape.Channels);
        if (steps[index].Dependence != UnitDependence.AllUnits)
            return all;
        var reader = index + 1;
        while (reader < steps.Count && steps[reader].Dependence == UnitDependence.SameUnit)
            reader++;
        // The outputs, or units whose values depend on each other or on their places.
        if (reader == steps.Count || steps[reader].Dependence != UnitDependence.AllUnits)
            return all;
        var frequencies = report.Layers.Single(layer => layer.LayerIndex == steps[reader - 1].LayerIndex).ActivationFrequencies;
        // Channels come last, also where they were flattened.
        var shares = new double[all.Count];
        for (var i = 0; i < frequencies.Count; i++)
            shares[i % all.Count] += frequencies[i];
        var places = frequencies.Count / all.Count;
        int[] alive = [.. all.Indices.Where(unit => shares[unit] > tolerance * places)];
        return all with { Indices = alive.Length > 0 ? alive : [Array.IndexOf(shares, shares.Max())] };
    }

    /// <param name="network">The whole network.</param>
    /// <param name="units">For each step what <see cref="UnitsToKeep"/> says.</param>
    private static TrainedNetwork Keep(TrainedNetwork network, KeptUnits[] units)
    {
        var plan = network.Plan;
        Layer[] layers = [.. plan.Layers];
        WeightTensor[] weights = [.. network.Weights];
        var inputs = KeptUnits.All(plan.Input.Channels);
        for (var i = 0; i < plan.Steps.Count; i++)
        {
            var step = plan.Steps[i];
            var outputs = step.Dependence == UnitDependence.SameUnit ? inputs.ReadAs(step.Shape.Channels) : units[i];
            if (step.Dependence == UnitDependence.AllUnits)
                layers[step.LayerIndex] = layers[step.LayerIndex].WithUnits(outputs.Indices.Length);
            foreach (var place in step.Dependence == UnitDependence.Any ? [] : step.Weights)
            {
                var index = plan.IndexOf(place);
                weights[index] = network.Weights[index].Take(place.Role == WeightRole.Kernel ? inputs.ReadAs(place.Shape[^2]).Indices : [0], outputs.Indices);
            }

            inputs = outputs;
        }

        return network with { Plan = NetworkPlanner.Plan(plan.Input, layers), Weights = weights };
    }

    private static IEnumerable<PrunedLayer> PrunedLayers(NetworkPlan before, NetworkPlan after) =>
        from index in Enumerable.Range(0, before.Layers.Count - 1)
        where before.Layers[index].PrunableChannels != null
        select new PrunedLayer(index, before.Layers[index].PrunableChannels!.Value, after.Layers[index].PrunableChannels!.Value);
}
