namespace ActReg.MLNet;

/// <summary>A layer of another library: tensors whose names begin alike.</summary>
/// <param name="Name">What they begin with.</param>
/// <param name="Tensors">In the order of the file, named by what is left.</param>
internal sealed record WeightModule(string Name, IReadOnlyList<WeightTensor> Tensors)
{
    /// <summary>The tensor of a name.</summary>
    public WeightTensor? this[string name] => Tensors.FirstOrDefault(tensor => tensor.Name == name);

    /// <summary>The tensors as messages show them.</summary>
    public string Text => $"{Name}: {string.Join(", ", Tensors)}";
}
