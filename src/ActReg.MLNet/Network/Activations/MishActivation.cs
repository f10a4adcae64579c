namespace ActReg.MLNet;

/// <summary><see cref="Activation.Mish"/>.</summary>
internal sealed record MishActivation : ElementwiseActivation<MishActivation.Form>
{
    private protected override Form Function => default;

    /// <remarks>
    /// With <c>e = exp(-|z|)</c>, <c>tanh(log(1 + exp(z)))</c> is <c>n / (n + r)</c>: <c>n = 1 + 2e</c> and <c>r = 2e²</c> where z is positive, else
    /// <c>n = e (e + 2)</c> and <c>r = 2</c>. Nothing overflows or cancels, and there is one exponential.
    /// </remarks>
    internal readonly struct Form : IElementwise
    {
        public T Value<T>(T z)
            where T : struct, ILanes<T>
        {
            var (numerator, rest, _) = Parts(z);
            return z * (numerator / (numerator + rest));
        }

        // Of t = n / (n + r), 1 - t² is r (2n + r) / (n + r)².
        public T Slope<T>(T z, T a)
            where T : struct, ILanes<T>
        {
            var (numerator, rest, sigmoid) = Parts(z);
            var inverse = T.One / (numerator + rest);
            // First what is 0 far from 0: z times the rest might overflow.
            var slope = rest * inverse * ((numerator + numerator + rest) * inverse) * sigmoid;
            return numerator * inverse + z * slope;
        }

        private static (T Numerator, T Remainder, T Sigmoid) Parts<T>(T z)
            where T : struct, ILanes<T>
        {
            var e = T.Exp(-T.Abs(z));
            var isNegative = T.LessThan(z, T.Zero);
            var twice = e + e;
            return (
                T.Select(isNegative, e * e + twice, T.One + twice), T.Select(isNegative, T.Broadcast(2f), twice * e),
                T.Select(isNegative, e, T.One) / (T.One + e));
        }
    }
}
