namespace ActReg.MLNet;

/// <summary>A model whose weights were trained elsewhere, and where each of them came from.</summary>
/// <typeparam name="TTransformer">The model's type.</typeparam>
public sealed class ImportedModel<TTransformer>
{
    internal ImportedModel(TTransformer transformer, IReadOnlyList<WeightAssignment> assignments) => (Transformer, Assignments) = (transformer, assignments);

    /// <summary>The model, for use like one that was trained here; its history is empty.</summary>
    public TTransformer Transformer { get; }

    /// <summary>One entry for each layer with weights, in order.</summary>
    public IReadOnlyList<WeightAssignment> Assignments { get; }

    /// <summary>A line for each layer.</summary>
    public override string ToString() => string.Join(Environment.NewLine, Assignments);
}
