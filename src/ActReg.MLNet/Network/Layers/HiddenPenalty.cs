namespace ActReg.MLNet;

/// <summary>One penalty on the outputs of all hidden layers, before or after their activation functions.</summary>
internal static class HiddenPenalty
{
    /// <summary>Layers with no penalty but this one, on each layer whose outputs are those of a function which is not linear.</summary>
    /// <param name="layers">The hidden layers; their own penalties are left out.</param>
    /// <param name="regularizer">The penalty.</param>
    /// <param name="placement">Whether it sees what a function gets or what it puts out.</param>
    /// <exception cref="ArgumentException">No layer has such a function, or what it gets is no layer's output; the message names it.</exception>
    public static IReadOnlyList<Layer> On(IReadOnlyList<Layer> layers, ActivityRegularizer regularizer, ActivityPlacement placement)
    {
        var penalized = new List<Layer>();
        foreach (var layer in Without(layers))
        {
            if (!layer.HasActivities)
                penalized.Add(layer);
            else if (placement == ActivityPlacement.PostActivation)
                penalized.Add(layer.WithPenalty(regularizer));
            else
                AddBefore(penalized, layer, regularizer);
        }

        return penalized.Exists(layer => layer.IsPenalized) ? penalized : throw new ArgumentException(Rule.Broken(
            "layers", "must have a layer with an activation function to put the penalty on", Excerpt.Of([.. layers.Select(layer => layer.Text)])));
    }

    /// <summary>The same layers without activity penalties.</summary>
    public static IReadOnlyList<Layer> Without(IReadOnlyList<Layer> layers) =>
        [.. layers.Where(layer => !layer.IsPenaltyOnly).Select(layer => layer.WithPenalty(null))];

    private static void AddBefore(List<Layer> penalized, Layer layer, ActivityRegularizer regularizer)
    {
        if (layer.OutputFunction == null)
            throw new ArgumentException(Rule.Broken("placement", $"must be {nameof(ActivityPlacement.PostActivation)} for {layer.Kind} layers, whose functions are inside", layer.Text));
        if (layer.WithoutFunction != layer)
        {
            penalized.Add(layer.WithoutFunction.WithPenalty(regularizer));
            penalized.Add(Layer.Activation(layer.OutputFunction!));
            return;
        }

        if (penalized.Count == 0)
        {
            throw new ArgumentException(Rule.Broken(
                "placement", "must be PostActivation for layers that begin with an activation function, which gets the features themselves", layer.Text));
        }

        penalized[^1] = penalized[^1].WithPenalty(regularizer);
        penalized.Add(layer);
    }
}
