using System.Text.Json.Serialization;

namespace ActReg.MLNet;

/// <summary><see cref="CodeSparsity.BatchTopK"/>.</summary>
internal sealed record BatchTopKCode : LargestCode
{
    [JsonConstructor]
    public BatchTopKCode(int k, AuxiliaryLoss auxiliary)
        : base(k, auxiliary)
    {
    }

    internal override float? MeanUnitsOn => K;

    internal override void Accept(ICodeSparsityVisitor visitor) => visitor.Visit(this);

    /// <summary>As users write it.</summary>
    public override string ToString() => $"BatchTopK({K})";
}
