namespace ActReg.MLNet;

/// <summary><see cref="WeightFormat.PyTorch"/>: what stands where in the modules of <c>torch.nn</c>, by their documentation.</summary>
internal sealed class PyTorchConvention : IWeightConvention
{
    private const string Weight = "weight";
    private const string Bias = "bias";
    private const string Mean = "running_mean";
    private const string Variance = "running_var";

    /// <summary>A count that nothing is computed from.</summary>
    private const string BatchCount = "num_batches_tracked";

    /// <summary>Where places are made of units, or other ones of places, the order of the values there is another, and which one its modules do not say.</summary>
    public string? Problem(NetworkPlan plan)
    {
        var input = plan.Input;
        foreach (var step in plan.Steps)
        {
            if (step is ReshapeStep && (HasOrder(step.Shape) || HasOrder(input)))
                return $"{LayerRanks.Name(plan.Layers[step.LayerIndex], step.LayerIndex)} puts values in another order than PyTorch, whose channels come first.";
            input = step.Shape;
        }

        return null;

        static bool HasOrder(LayerShape shape) => shape is { Positions: > 1, Channels: > 1 };
    }

    public IReadOnlyList<WeightModule> Group(IReadOnlyList<WeightTensor> tensors) =>
    [
        .. tensors.Select(tensor => (Tensor: tensor, Place: PyTorchRecurrence.Split(tensor.Name)))
            .Where(each => each.Place.Name != BatchCount)
            .GroupBy(each => each.Place.Module)
            .Select(module => new WeightModule(module.Key, [.. module.Select(each => each.Tensor with { Name = each.Place.Name })])),
    ];

    public IReadOnlyList<float[]>? Import(WeightedLayer layer, WeightModule module)
    {
        if (layer.Step is RecurrentStep recurrent)
            return PyTorchRecurrence.Import(recurrent, module);
        var tensors = Tensors(layer);
        if (tensors == null || module.Tensors.Count != tensors.Count || tensors.Any(tensor => !HasShape(module[tensor.Name], tensor.Shape)))
            return null;
        return [.. tensors.Select(tensor => tensor.Import(module[tensor.Name]!.Values))];
    }

    public string Expected(WeightedLayer layer) => layer.Step is RecurrentStep recurrent ? PyTorchRecurrence.Expected(recurrent)
        : Tensors(layer) is { } tensors ? string.Join(", ", tensors.Select(tensor => $"{tensor.Name} {LayerShape.Text(tensor.Shape)}")) : "what PyTorch has no module for";

    public IReadOnlyList<WeightTensor> Export(WeightedLayer layer, IReadOnlyList<WeightTensor> weights)
    {
        if (layer.Step is RecurrentStep recurrent)
            return PyTorchRecurrence.Export(recurrent, layer.Name, weights);
        var tensors = Tensors(layer) ?? throw new NotSupportedException($"PyTorch has no module that computes what {layer.Name} does.");
        return [.. tensors.Zip(weights, (tensor, weight) => new WeightTensor($"{layer.Name}.{tensor.Name}", tensor.Shape, tensor.Export(weight.Values)))];
    }

    private static bool HasShape(WeightTensor? tensor, int[] shape) => tensor != null && tensor.Shape.AsSpan().SequenceEqual(shape);

    /// <summary>The tensors of a layer's weights, in the order of its places; <see langword="null"/> where there is no such module.</summary>
    private static IReadOnlyList<PyTorchTensor>? Tensors(WeightedLayer layer) => layer.Step switch
    {
        DenseStep { IsTied: false } dense => [Flattened(layer, dense.Kernel), Vector(Bias, dense.Bias)],
        PositionDenseStep dense => [new(Weight, dense.Kernel.Shape, [1, 0]), Vector(Bias, dense.Bias)],
        // [window, channels, filters] to [filters, channels, window], of one dimension or two.
        ConvolutionStep { Kernel.Shape.Length: 3 } convolution => [new(Weight, convolution.Kernel.Shape, [2, 1, 0]), Vector(Bias, convolution.Bias)],
        ConvolutionStep convolution => [new(Weight, convolution.Kernel.Shape, [3, 2, 0, 1]), Vector(Bias, convolution.Bias)],
        // [window, filters, channels] to [channels, filters, window].
        TransposedConvolutionStep convolution => [new(Weight, convolution.Kernel.Shape, [3, 2, 0, 1]), Vector(Bias, convolution.Bias)],
        BatchNormStep { Places: var places } =>
        [
            Units(Weight, layer, places.Gamma), Units(Bias, layer, places.Beta), Units(Mean, layer, places.MovingMean), Units(Variance, layer, places.MovingVariance),
        ],
        LayerNormStep { Places: var places } => [Units(Weight, layer, places.Gamma), Units(Bias, layer, places.Beta)],
        EmbeddingStep embedding => [new(Weight, embedding.Embeddings.Shape, [0, 1])],
        _ => null,
    };

    private static PyTorchTensor Vector(string name, WeightPlace place) => new(name, place.Shape, [0]);

    /// <summary>One value for each unit, which go with the places that these were.</summary>
    private static PyTorchTensor Units(string name, WeightedLayer layer, WeightPlace place) => IsReordered(layer) && place.Count == layer.Input.Size
        ? new(name, [layer.Input.Positions, layer.Input.Channels], [1, 0]) { Flat = place.Shape } : Vector(name, place);

    /// <summary>[inputs, units] to [units, inputs]; what is flattened with its channels last here, and first there, takes the inputs with it.</summary>
    private static PyTorchTensor Flattened(WeightedLayer layer, WeightPlace kernel) => IsReordered(layer)
        ? new(Weight, [layer.Input.Positions, layer.Input.Channels, kernel.Shape[1]], [2, 1, 0]) { Flat = [kernel.Shape[1], kernel.Shape[0]] }
        : new(Weight, kernel.Shape, [1, 0]);

    private static bool IsReordered(WeightedLayer layer) => layer is { HasChannelsFirst: true, Input: { Positions: > 1, Channels: > 1 } };
}
