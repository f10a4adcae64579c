namespace ActReg.MLNet;

/// <summary><see cref="Activation.Silu"/>.</summary>
internal sealed record SiluActivation : ElementwiseActivation<SiluActivation.Form>
{
    private protected override Form Function => default;

    internal readonly struct Form : IElementwise
    {
        public T Value<T>(T z)
            where T : struct, ILanes<T> => z * VectorMath.Sigmoid(z);

        public T Slope<T>(T z, T a)
            where T : struct, ILanes<T>
        {
            var sigmoid = VectorMath.Sigmoid(z);
            return sigmoid + a * (T.One - sigmoid);
        }
    }
}
