using System.Runtime.Intrinsics;

namespace ActReg.MLNet;

/// <summary><see cref="Activation.Gelu"/>.</summary>
internal sealed record GeluActivation(bool Approximate) : Activation
{
    internal override void Forward(ReadOnlySpan<float> z, Span<float> a)
    {
        if (Approximate)
            Elementwise.Forward(default(TanhFunction), z, a);
        else
            Elementwise.Forward(default(ExactFunction), z, a);
    }

    internal override void Backward(ReadOnlySpan<float> z, ReadOnlySpan<float> a, Span<float> gradient)
    {
        if (Approximate)
            Elementwise.Backward(default(TanhFunction), z, a, gradient);
        else
            Elementwise.Backward(default(ExactFunction), z, a, gradient);
    }

    private readonly struct ExactFunction : IElementwise
    {
        public Vector256<float> Value(Vector256<float> z) => z * VectorMath.NormalDistribution(z);

        public Vector256<float> Slope(Vector256<float> z, Vector256<float> a)
        {
            const float InverseSqrtOfTwoPi = 0.3989422804014327f;
            var density = Vector256.Exp(z * z * -0.5f) * InverseSqrtOfTwoPi;
            return VectorMath.NormalDistribution(z) + z * density;
        }
    }

    private readonly struct TanhFunction : IElementwise
    {
        private const float SqrtOfTwoOverPi = 0.7978845608028654f;
        private const float Cubic = 0.044715f;

        public Vector256<float> Value(Vector256<float> z) => z * 0.5f * (Vector256<float>.One + Tanh(z));

        public Vector256<float> Slope(Vector256<float> z, Vector256<float> a)
        {
            var tanh = Tanh(z);
            var inner = (Vector256<float>.One + z * z * (3 * Cubic)) * SqrtOfTwoOverPi;
            return (Vector256<float>.One + tanh + z * (Vector256<float>.One - tanh * tanh) * inner) * 0.5f;
        }

        private static Vector256<float> Tanh(Vector256<float> z) =>
            VectorMath.Tanh((z + z * z * z * Cubic) * SqrtOfTwoOverPi);
    }
}
