using System.Text.Json.Serialization;

namespace ActReg.MLNet;

/// <summary>A code that a penalty keeps sparse: <see cref="CodeSparsity.L1"/>, <see cref="CodeSparsity.L2"/> and <see cref="CodeSparsity.KullbackLeibler"/>.</summary>
internal sealed record PenalizedCode : CodeSparsity
{
    [JsonConstructor]
    public PenalizedCode(Activation activationFunction, ActivityRegularizer penalty, bool decoderHasUnitNorm)
    {
        ActivationFunction = activationFunction;
        Penalty = penalty;
        DecoderHasUnitNorm = decoderHasUnitNorm;
    }

    /// <summary>What makes the code.</summary>
    public Activation ActivationFunction { get; }

    /// <summary>On the code.</summary>
    public ActivityRegularizer Penalty { get; }

    /// <summary>As of <see cref="HasUnitNorm"/>.</summary>
    public bool DecoderHasUnitNorm { get; }

    internal override bool HasUnitNorm => DecoderHasUnitNorm;

    internal override bool HasPenalty => true;

    internal override bool KeepsProportions => ActivationFunction.KeepsProportions;

    internal override void Accept(ICodeSparsityVisitor visitor) => visitor.Visit(this);

    /// <summary>As users write it.</summary>
    public override string ToString() => Penalty.Text;
}
