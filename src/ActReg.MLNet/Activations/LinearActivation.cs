namespace ActReg.MLNet;

/// <summary><see cref="Activation.Linear"/>.</summary>
internal sealed record LinearActivation : Activation
{
    internal override void Forward(ReadOnlySpan<float> z, Span<float> a) => z.CopyTo(a);

    internal override void Backward(ReadOnlySpan<float> z, ReadOnlySpan<float> a, Span<float> gradient)
    {
    }
}
