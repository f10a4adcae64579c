using System.Runtime.Intrinsics;

namespace ActReg.MLNet;

/// <summary><see cref="Activation.Tanh"/>.</summary>
internal sealed record TanhActivation : ElementwiseActivation<TanhActivation.Form>
{
    private protected override Form Function => default;

    internal readonly struct Form : IElementwise
    {
        public Vector256<float> Value(Vector256<float> z) => VectorMath.Tanh(z);

        public Vector256<float> Slope(Vector256<float> z, Vector256<float> a) => Vector256<float>.One - a * a;
    }
}
