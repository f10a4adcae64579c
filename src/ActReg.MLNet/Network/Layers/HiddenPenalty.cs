namespace ActReg.MLNet;

/// <summary>One penalty on the outputs of all hidden layers, before or after their activation functions.</summary>
internal static class HiddenPenalty
{
    /// <summary>Layers with no penalty but this one, on each layer that ends in a function which is not linear.</summary>
    /// <param name="layers">The hidden layers; their own penalties are left out.</param>
    /// <param name="regularizer">The penalty.</param>
    /// <param name="placement">Whether it sees what a function gets or what it puts out.</param>
    /// <exception cref="ArgumentException">No layer has such a function, or what it gets is no layer's output.</exception>
    public static IReadOnlyList<Layer> On(IReadOnlyList<Layer> layers, ActivityRegularizer regularizer, ActivityPlacement placement)
    {
        var penalized = new List<Layer>();
        foreach (var layer in Without(layers))
        {
            if (!HasFunction(layer))
                penalized.Add(layer);
            else if (placement == ActivityPlacement.PostActivation)
                penalized.Add(layer.WithPenalty(regularizer));
            else
                AddBefore(penalized, layer, regularizer);
        }

        return penalized.Exists(layer => layer.IsPenalized) ? penalized : throw new ArgumentException(Rule.Broken(
            "layers", "must have a layer with an activation function to put the penalty on", Excerpt.Of(layers)));
    }

    /// <summary>The same layers without activity penalties.</summary>
    public static IReadOnlyList<Layer> Without(IReadOnlyList<Layer> layers) =>
        [.. layers.Where(layer => !layer.IsPenaltyOnly).Select(layer => layer.WithPenalty(null))];

    private static bool HasFunction(Layer layer) => layer.OutputFunction is { } function && function != Activation.Linear;

    private static void AddBefore(List<Layer> penalized, Layer layer, ActivityRegularizer regularizer)
    {
        if (layer.WithoutFunction != layer)
        {
            penalized.Add(layer.WithoutFunction.WithPenalty(regularizer));
            penalized.Add(Layer.Activation(layer.OutputFunction!));
            return;
        }

        if (penalized.Count == 0)
        {
            throw new ArgumentException(Rule.Broken(
                "placement", "must be PostActivation for layers that begin with an activation function, which gets the features themselves", layer));
        }

        penalized[^1] = penalized[^1].WithPenalty(regularizer);
        penalized.Add(layer);
    }
}
