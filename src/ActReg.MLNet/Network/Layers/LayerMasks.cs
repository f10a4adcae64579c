namespace ActReg.MLNet;

/// <summary>Whether layers take masked timesteps. A mask is made of the features, and is on a sequence until a layer makes units of it.</summary>
internal static class LayerMasks
{
    private const int SequenceRank = 2;

    private const string Remedy = "must get no masked timesteps, which it cannot leave out: end the mask before it, by a recurrent layer's "
        + "last output or a global pooling, or do without";

    /// <exception cref="ArgumentException">There is a <see cref="Problem"/>.</exception>
    public static void Check(IReadOnlyList<Layer> layers)
    {
        if (Problem(layers) is { } problem)
            throw new ArgumentException(problem);
    }

    /// <summary>The first layer that cannot do with a mask what it is to; or <see langword="null"/>.</summary>
    /// <param name="layers">Layers whose ranks fit each other; none is null.</param>
    public static string? Problem(IReadOnlyList<Layer> layers)
    {
        var isMasked = false;
        for (var i = 0; i < layers.Count; i++)
        {
            var layer = layers[i];
            if (layer.MakesMask && i > 0)
                return Rule.Broken(LayerRanks.Name(layer, i), "must come first, because it reads features", $"place {i}");
            if (isMasked && !layer.TakesMask)
                return Broken(layer, i, Remedy);
            isMasked = (isMasked || layer.MakesMask) && layer.OutputRank(SequenceRank) == SequenceRank;
            if (isMasked && layer.ActivityRegularizer?.MaskRule is { } rule)
                return Broken(layer, i, rule);
        }

        return null;

        string Broken(Layer layer, int index, string rule) =>
            Rule.Broken(LayerRanks.Name(layer, index), rule, $"the mask of {LayerRanks.Name(layers[0], 0)}");
    }
}
