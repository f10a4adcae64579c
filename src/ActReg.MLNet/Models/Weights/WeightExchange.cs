namespace ActReg.MLNet;

/// <summary>Takes and gives weights in other libraries' ways.</summary>
internal static class WeightExchange
{
    private static readonly Dictionary<string, string> NoNames = [];

    /// <summary>A network's weights out of another library's.</summary>
    /// <param name="plan">The network.</param>
    /// <param name="tensors">The other library's.</param>
    /// <param name="format">How it tells them.</param>
    /// <param name="names">What layers are called there, of those that their weights do not tell; null for none.</param>
    /// <exception cref="ArgumentException">They are not the network's.</exception>
    public static (IReadOnlyList<WeightTensor> Weights, IReadOnlyList<WeightAssignment> Assignments) Import(
        NetworkPlan plan, IReadOnlyList<WeightTensor> tensors, WeightFormat format, IReadOnlyDictionary<string, string>? names)
    {
        var convention = Convention(format);
        Rule.ThrowIfBroken([.. tensors.Select(Problem)]);
        if (convention.Problem(plan) is { } misfit)
            throw new ArgumentException(misfit);
        var layers = WeightedLayer.Of(plan);
        var modules = WeightMatching.Find(layers, convention.Group(tensors), convention, names ?? NoNames);
        var weights = new WeightTensor[plan.Weights.Count];
        foreach (var (layer, module) in layers.Zip(modules))
        {
            foreach (var (place, values) in layer.Places.Zip(convention.Import(layer, module)!))
                weights[plan.IndexOf(place)] = new(place.Name, [.. place.Shape], values);
        }

        Weights.CheckFit(plan, weights, "weights");
        return (weights,
        [
            .. layers.Zip(modules, (layer, module) => new WeightAssignment(
                layer.Name, module.Name, [.. module.Tensors.Select(tensor => $"{tensor}")], [.. layer.Places.Select(place => $"{weights[plan.IndexOf(place)]}")])),
        ]);
    }

    /// <summary>A network's weights as another library has them.</summary>
    /// <exception cref="NotSupportedException">It has no such layer.</exception>
    public static IReadOnlyList<WeightTensor> Export(TrainedNetwork network, WeightFormat format)
    {
        var convention = Convention(format);
        if (convention.Problem(network.Plan) is { } misfit)
            throw new NotSupportedException(misfit);
        return [.. WeightedLayer.Of(network.Plan).SelectMany(layer => convention.Export(layer, [.. layer.Places.Select(place => network.Weights[network.Plan.IndexOf(place)])]))];
    }

    /// <summary>What is wrong with one of them; <see langword="null"/> where nothing is.</summary>
    private static string? Problem(WeightTensor tensor, int index)
    {
        if (tensor is not { Name: not null, Shape: not null, Values: not null })
            return $"weights[{index}] must have a name, a shape and values.";
        var name = $"weights[{index}] ({tensor.Name})";
        if (tensor.Shape.Any(dimension => dimension < 0) || tensor.Shape.Aggregate((Int128)1, (size, dimension) => size * dimension) != tensor.Values.Length)
            return Rule.Broken(name, $"must have as many values as {LayerShape.Text(tensor.Shape)} says", tensor.Values.Length);
        return FiniteValues.AreAll(tensor.Values) ? null : Rule.Broken(name, "must have finite values", tensor.Values.First(value => !float.IsFinite(value)));
    }

    private static IWeightConvention Convention(WeightFormat format) => format switch
    {
        WeightFormat.Keras => new KerasConvention(),
        WeightFormat.PyTorch => new PyTorchConvention(),
        _ => throw new ArgumentOutOfRangeException(nameof(format), format, "format must be Keras or PyTorch."),
    };
}
