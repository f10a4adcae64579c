namespace ActReg.MLNet;

/// <summary><see cref="Activation.Relu"/>.</summary>
internal sealed record ReluActivation : ElementwiseActivation<ReluActivation.Form>
{
    internal override bool HasOffUnits => true;

    internal override bool KeepsProportions => true;

    internal override bool HasSlopeOfOutput => true;

    private protected override Form Function => default;

    internal readonly struct Form : IElementwise
    {
        // Lets NaN through, so that divergence is seen.
        public T Value<T>(T z)
            where T : struct, ILanes<T> => T.Max(T.Zero, z);

        public T Slope<T>(T z, T a)
            where T : struct, ILanes<T> => T.GreaterThan(z, T.Zero) & T.One;
    }
}
