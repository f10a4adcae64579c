namespace ActReg.MLNet;

/// <summary>A layer of a network that has weights.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Step">The step that has them.</param>
/// <param name="Input">What the step gets for each row, before it is flattened.</param>
/// <param name="HasChannelsFirst">Whether that is what libraries with the channels first have them first in: what convolutions put out, and images.</param>
internal sealed record WeightedLayer(string Name, Step Step, LayerShape Input, bool HasChannelsFirst)
{
    /// <summary>Its weight arrays, but those that are another layer's too.</summary>
    public IReadOnlyList<WeightPlace> Places => Step.Weights;

    /// <summary>All of a network, in order.</summary>
    public static IReadOnlyList<WeightedLayer> Of(NetworkPlan plan)
    {
        var names = LayerNames.Of(plan);
        var layers = new List<WeightedLayer>();
        var (input, hasChannelsFirst) = (plan.Input, plan.Input.Rank == 3);
        foreach (var step in plan.Steps)
        {
            if (step.Weights.Count > 0)
                layers.Add(new(names[step.LayerIndex], step, input, hasChannelsFirst));
            // Units that were places stay in their order until they are mixed.
            if (step.Shape.Rank == 1 && step.Size == input.Size && step is SelectionStep or LayerNormStep or { Dependence: UnitDependence.SameUnit })
                continue;
            hasChannelsFirst = step switch
            {
                ConvolutionStep or TransposedConvolutionStep or PoolingStep => true,
                RecurrentStep or EmbeddingStep => false,
                _ => step.Shape.Rank == 3 || (hasChannelsFirst && step.Shape.Rank > 1),
            };
            input = step.Shape;
        }

        return layers;
    }
}
