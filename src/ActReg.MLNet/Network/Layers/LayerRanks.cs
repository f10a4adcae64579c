namespace ActReg.MLNet;

/// <summary>Whether layers take what those before them put out, as far as ranks tell: sizes need not be known.</summary>
internal static class LayerRanks
{
    /// <summary>What messages call a layer.</summary>
    public static string Name(Layer layer, int index) => $"layers[{index}] ({layer.Kind})";

    /// <exception cref="ArgumentException">A layer does not take the values that it gets.</exception>
    /// <param name="layer">The layer.</param>
    /// <param name="index">Its place.</param>
    /// <param name="rank">The rank of what it gets.</param>
    /// <param name="received">What it gets, for the message.</param>
    public static void Check(Layer layer, int index, int rank, object received)
    {
        if (Problem(layer, index, rank, received) is { } problem)
            throw new ArgumentException(problem);
    }

    /// <summary>The first layer that does not take what it gets, and then an output layer; or <see langword="null"/>.</summary>
    /// <param name="inputRank">The rank of the features.</param>
    /// <param name="hiddenLayers">The layers before the output layer; none is null.</param>
    public static string? Problem(int inputRank, IReadOnlyList<Layer> hiddenLayers)
    {
        var rank = inputRank;
        for (var i = 0; i < hiddenLayers.Count; i++)
        {
            if (Problem(hiddenLayers[i], i, rank, Short(rank)) is { } problem)
                return problem;
            rank = hiddenLayers[i].OutputRank(rank);
        }

        return LayerMembers.Problem(hiddenLayers) ?? (LayerMembers.Are(hiddenLayers) ? null : OutputProblem(rank, Short(rank)));
    }

    /// <summary>What is wrong where the output layer gets something else than units; else <see langword="null"/>.</summary>
    public static string? OutputProblem(int rank, object received) => rank == 1 ? null : Rule.Broken(
        "layers", "must end in units for the output layer, as Flatten, a global pooling or a recurrent layer's last output gives them",
        received);

    private static string? Problem(Layer layer, int index, int rank, object received)
    {
        if (layer.TakesRank(rank))
            return null;
        var needed = layer.InputRank is { } one ? LayerShape.Describe(one) : $"{LayerShape.Describe(2)}, or {LayerShape.Describe(3)}";
        return Rule.Broken(Name(layer, index), $"must get {needed}", received);
    }

    private static string Short(int rank) => rank switch
    {
        1 => "[units]",
        2 => "[timesteps, features]",
        _ => "[height, width, channels]",
    };
}
