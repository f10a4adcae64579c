using System.Runtime.Intrinsics;

namespace ActReg.MLNet;

/// <summary><see cref="Activation.Relu"/>.</summary>
internal sealed record ReluActivation : Activation
{
    internal override void Forward(ReadOnlySpan<float> z, Span<float> a) => Elementwise.Forward(default(Function), z, a);

    internal override void Backward(ReadOnlySpan<float> z, ReadOnlySpan<float> a, Span<float> gradient) =>
        Elementwise.Backward(default(Function), z, a, gradient);

    private readonly struct Function : IElementwise
    {
        // Max, not a comparison: it lets NaN through, so that divergence is seen.
        public Vector256<float> Value(Vector256<float> z) => Vector256.Max(z, Vector256<float>.Zero);

        public Vector256<float> Slope(Vector256<float> z, Vector256<float> a) =>
            Vector256.GreaterThan(z, Vector256<float>.Zero) & Vector256<float>.One;
    }
}
