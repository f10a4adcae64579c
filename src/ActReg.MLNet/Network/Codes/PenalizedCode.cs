namespace ActReg.MLNet;

/// <summary>A code that a penalty keeps sparse: <see cref="CodeSparsity.L1"/>, <see cref="CodeSparsity.L2"/> and <see cref="CodeSparsity.KullbackLeibler"/>.</summary>
/// <param name="ActivationFunction">What makes the code.</param>
/// <param name="Penalty">On the code.</param>
/// <param name="HasUnitNorm">Whether the decoder's columns are held at norm 1.</param>
internal sealed record PenalizedCode(Activation ActivationFunction, ActivityRegularizer Penalty, bool HasUnitNorm) : CodeSparsity
{
    internal override bool HasUnitNorm { get; } = HasUnitNorm;

    internal override void Accept(ICodeSparsityVisitor visitor) => visitor.Visit(this);

    /// <summary>As users write it.</summary>
    public override string ToString() => Penalty.ToString();
}
