namespace ActReg.MLNet;

/// <summary><see cref="Activation.Tanh"/>.</summary>
internal sealed record TanhActivation : ElementwiseActivation<TanhActivation.Form>
{
    internal override bool HasSlopeOfOutput => true;

    private protected override Form Function => default;

    internal readonly struct Form : IElementwise
    {
        public T Value<T>(T z)
            where T : struct, ILanes<T> => VectorMath.Tanh(z);

        public T Slope<T>(T z, T a)
            where T : struct, ILanes<T> => T.One - a * a;
    }
}
