using System.Runtime.Intrinsics;

namespace ActReg.MLNet;

/// <summary><see cref="Activation.Silu"/>.</summary>
internal sealed record SiluActivation : ElementwiseActivation<SiluActivation.Form>
{
    private protected override Form Function => default;

    internal readonly struct Form : IElementwise
    {
        public Vector256<float> Value(Vector256<float> z) => z * VectorMath.Sigmoid(z);

        public Vector256<float> Slope(Vector256<float> z, Vector256<float> a)
        {
            var sigmoid = VectorMath.Sigmoid(z);
            return sigmoid + a * (Vector256<float>.One - sigmoid);
        }
    }
}
