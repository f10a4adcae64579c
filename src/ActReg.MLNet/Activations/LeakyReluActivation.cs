using System.Runtime.Intrinsics;

namespace ActReg.MLNet;

/// <summary><see cref="Activation.LeakyRelu"/>.</summary>
internal sealed record LeakyReluActivation : Activation
{
    public LeakyReluActivation(float negativeSlope) => NegativeSlope = Require.NotNegative(negativeSlope);

    public float NegativeSlope { get; }

    internal override void Forward(ReadOnlySpan<float> z, Span<float> a) => Elementwise.Forward(new Function(NegativeSlope), z, a);

    internal override void Backward(ReadOnlySpan<float> z, ReadOnlySpan<float> a, Span<float> gradient) =>
        Elementwise.Backward(new Function(NegativeSlope), z, a, gradient);

    private readonly struct Function(float negativeSlope) : IElementwise
    {
        public Vector256<float> Value(Vector256<float> z) => z * Slope(z, z);

        public Vector256<float> Slope(Vector256<float> z, Vector256<float> a) => Vector256.ConditionalSelect(
            Vector256.GreaterThan(z, Vector256<float>.Zero), Vector256<float>.One, Vector256.Create(negativeSlope));
    }
}
