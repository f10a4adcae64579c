namespace ActReg.MLNet;

/// <summary>A layer of a network, as tables show it.</summary>
/// <param name="Name">As Keras would name it.</param>
/// <param name="Kind">What it does.</param>
/// <param name="Shape">What it puts out per row.</param>
/// <param name="Weights">How many numbers it has.</param>
internal sealed record NetworkLayer(string Name, string Kind, IReadOnlyList<int> Shape, long Weights)
{
    /// <summary>All layers, the output layer last.</summary>
    public static IReadOnlyList<NetworkLayer> AllOf(NetworkPlan plan)
    {
        var names = LayerNames.Of(plan);
        var weights = plan.Steps.ToLookup(step => step.LayerIndex, step => step.Weights);
        return
        [
            .. plan.Layers.Select((layer, index) => new NetworkLayer(
                names[index], layer.Kind, plan.LayerShapes[index].ToArray(), weights[index].SelectMany(places => places).Distinct().Sum(Size))),
        ];
    }

    private static long Size(WeightPlace weights) => weights.Shape.Aggregate(1L, (product, dimension) => product * dimension);
}
