namespace ActReg.MLNet;

/// <summary>Whether layers keep the members of an ensemble apart, and the output layer that they take.</summary>
internal static class LayerMembers
{
    private const string Remedy = "must stand before BatchEnsemble: behind it come layers that compute each member by itself, Dense, Activation, ParametricActivation, Dropout, "
        + "LayerNorm, Scale and ActivityRegularization";

    /// <summary>Whether there is an ensemble.</summary>
    public static bool Are(IEnumerable<Layer> layers) => layers.Any(layer => layer.MakesMembers);

    /// <exception cref="ArgumentException">There is a <see cref="Problem"/>.</exception>
    public static void Check(IReadOnlyList<Layer> layers)
    {
        if (Problem(layers) is { } problem)
            throw new ArgumentException(problem);
    }

    /// <summary>The first layer that would mix members; or <see langword="null"/>.</summary>
    /// <param name="layers">None is null.</param>
    public static string? Problem(IReadOnlyList<Layer> layers)
    {
        var hasMembers = false;
        for (var i = 0; i < layers.Count; i++)
        {
            if (hasMembers && !layers[i].KeepsPlacesApart)
                return Rule.Broken(LayerRanks.Name(layers[i], i), layers[i].MakesMembers ? "must be the only one of its kind" : Remedy, $"place {i}");
            hasMembers |= layers[i].MakesMembers;
        }

        return null;
    }

    /// <summary>The output layer.</summary>
    /// <param name="hidden">The layers before it.</param>
    /// <param name="units">What it puts out.</param>
    /// <param name="mean">What the mean of members is, if there are any.</param>
    /// <param name="initializer">What its kernel begins as; null for Glorot-uniform.</param>
    public static Layer Output(IEnumerable<Layer> hidden, int units, MemberMean mean, KernelInitializer? initializer = null) =>
        Are(hidden) ? new MemberOutputLayer(units, mean, kernelInitializer: initializer) : Layer.Dense(units, kernelInitializer: initializer);
}
