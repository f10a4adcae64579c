using System.Runtime.Intrinsics;

namespace ActReg.MLNet;

/// <summary><see cref="Activation.Relu"/>.</summary>
internal sealed record ReluActivation : ElementwiseActivation<ReluActivation.Form>
{
    internal override bool HasOffUnits => true;

    private protected override Form Function => default;

    internal readonly struct Form : IElementwise
    {
        // Max, not a comparison: it lets NaN through, so that divergence is seen.
        public Vector256<float> Value(Vector256<float> z) => Vector256.Max(z, Vector256<float>.Zero);

        public Vector256<float> Slope(Vector256<float> z, Vector256<float> a) =>
            Vector256.GreaterThan(z, Vector256<float>.Zero) & Vector256<float>.One;
    }
}
