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

        public Vector256<float> Value(Vector256<float> z) => z * Share(z);

        public Vector256<float> Slope(Vector256<float> z, Vector256<float> a)
        {
            // Beyond, the slope is 0 or 1; without bounds, z * z would overflow and make it NaN.
            z = Vector256.Min(Vector256.Max(z, Vector256.Create(-16f)), Vector256.Create(16f));
            var share = Share(z);
            var inner = (Vector256<float>.One + z * z * (3 * Cubic)) * (2 * SqrtOfTwoOverPi);
            return share + z * share * (Vector256<float>.One - share) * inner;
        }

        // (1 + tanh(u)) / 2 as σ(2u), which does not cancel where z is negative.
        private static Vector256<float> Share(Vector256<float> z) =>
            VectorMath.Sigmoid((z + z * z * z * Cubic) * (2 * SqrtOfTwoOverPi));
    }
}
