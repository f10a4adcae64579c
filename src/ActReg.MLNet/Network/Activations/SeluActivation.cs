namespace ActReg.MLNet;

/// <summary><see cref="Activation.Selu"/>.</summary>
internal sealed record SeluActivation : ElementwiseActivation<SeluActivation.Form>
{
    internal override bool HasSlopeOfOutput => true;

    private protected override Form Function => default;

    internal readonly struct Form : IElementwise
    {
        private const float Scale = 1.0507009873554805f;
        private const float ScaledAlpha = 1.7580993408473766f;

        public T Value<T>(T z)
            where T : struct, ILanes<T>
        {
            var negative = VectorMath.ExpMinusOne(T.Min(T.Zero, z)) * ScaledAlpha;
            return T.Select(T.GreaterThan(z, T.Zero), z * Scale, negative);
        }

        public T Slope<T>(T z, T a)
            where T : struct, ILanes<T> => T.Select(T.GreaterThan(z, T.Zero), T.Broadcast(Scale), a + T.Broadcast(ScaledAlpha));
    }
}
