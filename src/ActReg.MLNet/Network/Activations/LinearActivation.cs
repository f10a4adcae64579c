namespace ActReg.MLNet;

/// <summary><see cref="Activation.Linear"/>.</summary>
internal sealed record LinearActivation : ElementwiseActivation<LinearActivation.Form>
{
    internal override bool KeepsProportions => true;

    internal override bool HasSlopeOfOutput => true;

    private protected override Form Function => default;

    internal readonly struct Form : IElementwise
    {
        public T Value<T>(T z)
            where T : struct, ILanes<T> => z;

        public T Slope<T>(T z, T a)
            where T : struct, ILanes<T> => T.One;
    }
}
