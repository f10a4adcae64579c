namespace ActReg.MLNet;

/// <summary>Where a layer's weights came from.</summary>
/// <param name="Layer">The layer's name here.</param>
/// <param name="Source">What it is called there.</param>
/// <param name="Tensors">The tensors that were taken, with their shapes there.</param>
/// <param name="Weights">What was made of them, with the shapes here.</param>
public sealed record WeightAssignment(string Layer, string Source, IReadOnlyList<string> Tensors, IReadOnlyList<string> Weights)
{
    /// <summary>One line.</summary>
    public override string ToString() => $"{Layer} <- {Source}: {string.Join(", ", Weights)} <- {string.Join(", ", Tensors)}";
}
