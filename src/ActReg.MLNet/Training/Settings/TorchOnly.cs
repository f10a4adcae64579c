namespace ActReg.MLNet;

/// <summary>What only <see cref="TrainingEngine.Torch"/> trains.</summary>
internal static class TorchOnly
{
    /// <summary>The first such thing in a network, in words; or <see langword="null"/>.</summary>
    public static string? In(NetworkPlan plan) => First(plan.Steps.Select(step => Of(plan.Layers[step.LayerIndex], step.LayerIndex, step is FusedStep)));

    /// <summary>The first such thing in layers whose sizes are not known yet, in words; or <see langword="null"/>.</summary>
    public static string? In(IReadOnlyList<Layer> layers) => First(layers.Select((layer, i) => Of(layer, i, layer.IsFused)));

    /// <summary>What is wrong with an engine.</summary>
    /// <param name="what">What only Torch trains; or <see langword="null"/>.</param>
    /// <param name="engine">The engine asked for.</param>
    public static string? Problem(string? what, TrainingEngine engine) => what != null && engine == TrainingEngine.Fused
        ? Rule.Broken(nameof(engine), $"must be Auto or Torch with {what}", engine) : null;

    private static string? Of(Layer layer, int index, bool isFused) => (isFused, layer.ActivityRegularizer) switch
    {
        (false, _) => LayerRanks.Name(layer, index),
        (_, CustomActivityRegularizer custom) => $"the custom activity regularizer \"{custom.Name}\"",
        (_, TemporalActivityRegularizer) => "a temporal activity regularizer",
        _ => null,
    };

    private static string? First(IEnumerable<string?> found) => found.FirstOrDefault(what => what != null);
}
