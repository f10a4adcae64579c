namespace ActReg.MLNet;

/// <summary><see cref="Activation.Gelu"/>.</summary>
internal sealed record GeluActivation(bool Approximate) : ElementwiseActivation<GeluActivation.Form>
{
    private protected override Form Function => new(Approximate);

    internal readonly struct Form(bool approximate) : IElementwise
    {
        private const float InverseSqrtOfTwoPi = 0.3989422804014327f;
        private const float SqrtOfTwoOverPi = 0.7978845608028654f;
        private const float Cubic = 0.044715f;

        public T Value<T>(T z)
            where T : struct, ILanes<T> => z * (approximate ? ApproximateShare(z) : VectorMath.NormalDistribution(z));

        public T Slope<T>(T z, T a)
            where T : struct, ILanes<T> => approximate ? ApproximateSlope(z) : ExactSlope(z);

        private static T ExactSlope<T>(T z)
            where T : struct, ILanes<T>
        {
            var density = T.Exp(z * z * -0.5f) * InverseSqrtOfTwoPi;
            return VectorMath.NormalDistribution(z) + z * density;
        }

        private static T ApproximateSlope<T>(T z)
            where T : struct, ILanes<T>
        {
            // Beyond, the slope is 0 or 1; without bounds, z * z would overflow and make it NaN.
            z = T.Min(T.Broadcast(16f), T.Max(T.Broadcast(-16f), z));
            var share = ApproximateShare(z);
            var inner = (T.One + z * z * (3 * Cubic)) * (2 * SqrtOfTwoOverPi);
            return share + z * share * (T.One - share) * inner;
        }

        // (1 + tanh(u)) / 2 as σ(2u), which does not cancel where z is negative.
        private static T ApproximateShare<T>(T z)
            where T : struct, ILanes<T> =>
            VectorMath.Sigmoid((z + z * z * z * Cubic) * (2 * SqrtOfTwoOverPi));
    }
}
