using System.Runtime.Intrinsics;

namespace ActReg.MLNet;

/// <summary><see cref="Activation.Silu"/>.</summary>
internal sealed record SiluActivation : Activation
{
    internal override void Forward(ReadOnlySpan<float> z, Span<float> a) => Elementwise.Forward(default(Function), z, a);

    internal override void Backward(ReadOnlySpan<float> z, ReadOnlySpan<float> a, Span<float> gradient) =>
        Elementwise.Backward(default(Function), z, a, gradient);

    private readonly struct Function : IElementwise
    {
        public Vector256<float> Value(Vector256<float> z) => z * VectorMath.Sigmoid(z);

        public Vector256<float> Slope(Vector256<float> z, Vector256<float> a)
        {
            var sigmoid = VectorMath.Sigmoid(z);
            return sigmoid + a * (Vector256<float>.One - sigmoid);
        }
    }
}
