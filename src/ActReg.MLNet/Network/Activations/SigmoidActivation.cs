namespace ActReg.MLNet;

/// <summary><see cref="Activation.Sigmoid"/>.</summary>
internal sealed record SigmoidActivation : ElementwiseActivation<SigmoidActivation.Form>
{
    internal override bool HasSlopeOfOutput => true;

    private protected override Form Function => default;

    internal override bool KeepsZero => false;

    internal override bool IsRate => true;

    internal readonly struct Form : IElementwise
    {
        public T Value<T>(T z)
            where T : struct, ILanes<T> => VectorMath.Sigmoid(z);

        public T Slope<T>(T z, T a)
            where T : struct, ILanes<T> => a * (T.One - a);
    }
}
