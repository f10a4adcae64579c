using System.Runtime.Intrinsics;

namespace ActReg.MLNet;

/// <summary><see cref="Activation.LeakyRelu"/>.</summary>
internal sealed record LeakyReluActivation : ElementwiseActivation<LeakyReluActivation.Form>
{
    public LeakyReluActivation(float negativeSlope) => NegativeSlope = Require.NotNegative(negativeSlope);

    public float NegativeSlope { get; }

    internal override bool HasOffUnits => NegativeSlope == 0;

    private protected override Form Function => new(NegativeSlope);

    internal readonly struct Form(float negativeSlope) : IElementwise
    {
        public Vector256<float> Value(Vector256<float> z) => z * Slope(z, z);

        public Vector256<float> Slope(Vector256<float> z, Vector256<float> a) => Vector256.ConditionalSelect(
            Vector256.GreaterThan(z, Vector256<float>.Zero), Vector256<float>.One, Vector256.Create(negativeSlope));
    }
}
