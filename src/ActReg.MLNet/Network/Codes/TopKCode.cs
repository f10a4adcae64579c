using System.Text.Json.Serialization;

namespace ActReg.MLNet;

/// <summary><see cref="CodeSparsity.TopK"/>.</summary>
internal sealed record TopKCode : LargestCode
{
    [JsonConstructor]
    public TopKCode(int k, AuxiliaryLoss auxiliary)
        : base(k, auxiliary)
    {
    }

    internal override void Accept(ICodeSparsityVisitor visitor) => visitor.Visit(this);

    /// <summary>As users write it.</summary>
    public override string ToString() => $"TopK({K})";
}
