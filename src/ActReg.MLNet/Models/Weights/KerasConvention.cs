namespace ActReg.MLNet;

/// <summary><see cref="WeightFormat.Keras"/>: all is as it is here.</summary>
internal sealed class KerasConvention : IWeightConvention
{
    public string? Problem(NetworkPlan plan) => null;

    /// <summary>By what stands before the first slash.</summary>
    public IReadOnlyList<WeightModule> Group(IReadOnlyList<WeightTensor> tensors) =>
    [
        .. tensors.GroupBy(tensor => tensor.Name.Split('/')[0])
            .Select(layer => new WeightModule(layer.Key, [.. layer.Select(tensor => tensor with { Name = tensor.Name[Math.Min(layer.Key.Length + 1, tensor.Name.Length)..] })])),
    ];

    public IReadOnlyList<float[]>? Import(WeightedLayer layer, WeightModule module) =>
        module.Tensors.Count == layer.Places.Count && module.Tensors.Zip(layer.Places).All(pair => pair.First.Shape.AsSpan().SequenceEqual(pair.Second.Shape) && Fits(pair.Second, pair.First.Name))
            ? [.. module.Tensors.Select(tensor => tensor.Values)] : null;

    public string Expected(WeightedLayer layer) => string.Join(", ", layer.Places.Select(place => $"{LastName(place.Name)} {LayerShape.Text(place.Shape)}"));

    public IReadOnlyList<WeightTensor> Export(WeightedLayer layer, IReadOnlyList<WeightTensor> weights) => weights;

    /// <summary>Whether a name is that of a weight, or none: files of Keras 3 have numbers.</summary>
    private static bool Fits(WeightPlace place, string name) => int.TryParse(LastName(name), out _) || LastName(name) == LastName(place.Name);

    private static string LastName(string name) => name[(name.LastIndexOf('/') + 1)..];
}
