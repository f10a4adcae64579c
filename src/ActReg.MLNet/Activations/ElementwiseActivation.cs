namespace ActReg.MLNet;

/// <summary>An activation that is one <see cref="IElementwise"/>.</summary>
internal abstract record ElementwiseActivation<TFunction> : Activation
    where TFunction : struct, IElementwise
{
    private protected abstract TFunction Function { get; }

    internal override void Forward(ReadOnlySpan<float> z, Span<float> a) => Elementwise.Forward(Function, z, a);

    internal override void Backward(ReadOnlySpan<float> z, ReadOnlySpan<float> a, Span<float> gradient) =>
        Elementwise.Backward(Function, z, a, gradient);
}
