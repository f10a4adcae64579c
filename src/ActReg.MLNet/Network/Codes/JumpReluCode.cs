using System.Globalization;
using System.Text.Json.Serialization;

namespace ActReg.MLNet;

/// <summary><see cref="CodeSparsity.JumpRelu"/>.</summary>
internal sealed record JumpReluCode : CodeSparsity
{
    [JsonConstructor]
    public JumpReluCode(float targetL0, float strength, float bandwidth, AuxiliaryLoss auxiliary)
    {
        TargetL0 = Require.Positive(targetL0);
        Strength = Require.NotNegative(strength);
        Bandwidth = Require.Positive(bandwidth);
        Auxiliary = auxiliary;
    }

    public float TargetL0 { get; }

    public float Strength { get; }

    public float Bandwidth { get; }

    public AuxiliaryLoss Auxiliary { get; private init; }

    internal override bool HasUnitNorm => true;

    internal override float? TargetOfThresholds => TargetL0;

    internal override bool HasPenalty => true;

    internal override CodeSparsity WithoutAuxiliary => this with { Auxiliary = AuxiliaryLoss.None };

    internal override string? Problem(int codeSize) =>
        TargetL0 <= codeSize ? null : Rule.Broken("sparsity", $"must have at most the {codeSize} units of the code on", this);

    internal override void Accept(ICodeSparsityVisitor visitor) => visitor.Visit(this);

    /// <summary>As users write it.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"JumpRelu({TargetL0:g})");
}
