using System.Text.Json.Serialization;

namespace ActReg.MLNet;

/// <summary><see cref="CodeSparsity.BatchTopK"/>.</summary>
internal sealed record BatchTopKCode : CodeSparsity
{
    [JsonConstructor]
    public BatchTopKCode(int k, AuxiliaryLoss auxiliary)
    {
        K = Require.AtLeast(1, k);
        Auxiliary = auxiliary;
    }

    public int K { get; }

    public AuxiliaryLoss Auxiliary { get; private init; }

    internal override bool HasUnitNorm => true;

    internal override CodeSparsity WithoutAuxiliary => this with { Auxiliary = AuxiliaryLoss.None };

    internal override string? Problem(int codeSize) => K <= codeSize ? null : Rule.Broken("sparsity", $"must keep at most the {codeSize} units of the code", this);

    internal override void Accept(ICodeSparsityVisitor visitor) => visitor.Visit(this);

    /// <summary>As users write it.</summary>
    public override string ToString() => $"BatchTopK({K})";
}
