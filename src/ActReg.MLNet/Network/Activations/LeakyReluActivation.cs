namespace ActReg.MLNet;

/// <summary><see cref="Activation.LeakyRelu"/>.</summary>
internal sealed record LeakyReluActivation : ElementwiseActivation<LeakyReluActivation.Form>
{
    public LeakyReluActivation(float negativeSlope) => NegativeSlope = Require.NotNegative(negativeSlope);

    public float NegativeSlope { get; }

    internal override bool HasOffUnits => NegativeSlope == 0;

    internal override bool KeepsProportions => true;

    internal override bool HasSlopeOfOutput => true;

    private protected override Form Function => new(NegativeSlope);

    internal readonly struct Form(float negativeSlope) : IElementwise
    {
        public T Value<T>(T z)
            where T : struct, ILanes<T> => z * Slope(z, z);

        public T Slope<T>(T z, T a)
            where T : struct, ILanes<T> => T.Select(T.GreaterThan(z, T.Zero), T.One, T.Broadcast(negativeSlope));
    }
}
