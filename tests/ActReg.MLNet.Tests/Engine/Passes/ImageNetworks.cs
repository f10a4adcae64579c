namespace ActReg.MLNet.Tests;

/// <summary>Those of <see cref="ShapedNetworks"/> that have convolutions or pooling, and that the fused engine trains.</summary>
internal static class ImageNetworks
{
    /// <summary>All layers, with one output, and what they take.</summary>
    public static (LayerShape Input, IReadOnlyList<Layer> Layers) Create(Random random)
    {
        while (true)
        {
            var (input, layers) = ShapedNetworks.Create(random);
            if (input.Rank > 1 && layers.Any(ReferenceImages.Know) && layers.All(IsPlain) && TorchOnly.In(NetworkPlanner.Plan(input, layers)) == null)
                return (input, layers);
        }
    }

    /// <summary>For the message of a failed check.</summary>
    public static string Text(int seed)
    {
        var (input, layers) = Create(new Random(seed));
        return $"{string.Join(" x ", input.ToArray())}: {string.Join(" > ", layers)}";
    }

    // What a step for each timestep computes, or repeats, has tests of its own.
    private static bool IsPlain(Layer layer) => layer is not (RecurrentLayer or UpSamplingLayer or RepeatVectorLayer);
}
