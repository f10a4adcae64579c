namespace ActReg.MLNet;

/// <summary><see cref="Activation.Elu"/>.</summary>
internal sealed record EluActivation : ElementwiseActivation<EluActivation.Form>
{
    public EluActivation(float alpha) => Alpha = Require.NotNegative(alpha);

    public float Alpha { get; }

    internal override bool HasOffUnits => Alpha == 0;

    internal override bool HasSlopeOfOutput => true;

    private protected override Form Function => new(Alpha);

    internal readonly struct Form(float alpha) : IElementwise
    {
        public T Value<T>(T z)
            where T : struct, ILanes<T>
        {
            var negative = VectorMath.ExpMinusOne(T.Min(T.Zero, z)) * alpha;
            return T.Select(T.GreaterThan(z, T.Zero), z, negative);
        }

        public T Slope<T>(T z, T a)
            where T : struct, ILanes<T> => T.Select(T.GreaterThan(z, T.Zero), T.One, a + T.Broadcast(alpha));
    }
}
