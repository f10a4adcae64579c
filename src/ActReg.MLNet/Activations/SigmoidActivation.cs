using System.Runtime.Intrinsics;

namespace ActReg.MLNet;

/// <summary><see cref="Activation.Sigmoid"/>.</summary>
internal sealed record SigmoidActivation : ElementwiseActivation<SigmoidActivation.Form>
{
    private protected override Form Function => default;

    internal override bool KeepsZero => false;

    internal override bool IsRate => true;

    internal readonly struct Form : IElementwise
    {
        public Vector256<float> Value(Vector256<float> z) => VectorMath.Sigmoid(z);

        public Vector256<float> Slope(Vector256<float> z, Vector256<float> a) => a * (Vector256<float>.One - a);
    }
}
