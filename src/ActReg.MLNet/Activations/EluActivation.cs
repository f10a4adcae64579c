using System.Runtime.Intrinsics;

namespace ActReg.MLNet;

/// <summary><see cref="Activation.Elu"/>.</summary>
internal sealed record EluActivation : ElementwiseActivation<EluActivation.Form>
{
    public EluActivation(float alpha) => Alpha = Require.NotNegative(alpha);

    public float Alpha { get; }

    internal override bool HasOffUnits => Alpha == 0;

    private protected override Form Function => new(Alpha);

    internal readonly struct Form(float alpha) : IElementwise
    {
        public Vector256<float> Value(Vector256<float> z)
        {
            var negative = VectorMath.ExpMinusOne(Vector256.Min(z, Vector256<float>.Zero)) * alpha;
            return Vector256.ConditionalSelect(Vector256.GreaterThan(z, Vector256<float>.Zero), z, negative);
        }

        public Vector256<float> Slope(Vector256<float> z, Vector256<float> a) => Vector256.ConditionalSelect(
            Vector256.GreaterThan(z, Vector256<float>.Zero), Vector256<float>.One, a + Vector256.Create(alpha));
    }
}
