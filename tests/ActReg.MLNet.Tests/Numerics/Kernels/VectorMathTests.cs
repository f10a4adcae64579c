namespace ActReg.MLNet.Tests;

/// <summary>Functions of eight and of sixteen lanes against those of a double.</summary>
[TestClass]
public unsafe class VectorMathTests
{
    private static readonly float[] Grid =
    [
        .. Enumerable.Range(-1600, 3201).Select(i => i / 160f),
        // To where an exponential is 0 or overflows.
        .. Enumerable.Range(-1040, 1928).Select(i => i / 10f),
        .. Enumerable.Range(1, 127).Select(i => MathF.Pow(10, -i / 4f)).SelectMany(x => new[] { x, -x }),
        // Where an exponential overflows, and far beyond.
        .. Enumerable.Range(1, 8).Select(i => MathF.Pow(10, i)).SelectMany(x => new[] { x, -x }),
    ];

    private interface IFunction
    {
        static abstract T Of<T>(T x)
            where T : struct, ILanes<T>;

        static abstract double Of(double x);
    }

    [TestMethod]
    public void Exp_keeps_the_digits_of_all_results() => AssertClose<Exp>(absolute: 0, relative: 2e-7, from: -87, to: 88.7f);

    /// <summary>Where a float has fewer digits for them, to one of these.</summary>
    [TestMethod]
    public void Exp_goes_to_0_as_floats_do() => AssertClose<Exp>(absolute: float.Epsilon, relative: 2e-7, from: -1e8f, to: -87);

    [TestMethod]
    public void Sigmoid_is_to_a_few_units_of_1() => AssertClose<Sigmoid>(absolute: 2e-7, relative: 0, from: -1e8f, to: 1e8f);

    [TestMethod]
    public void Tanh_keeps_the_digits_of_small_results() => AssertClose<Tanh>(absolute: 0, relative: 2.5e-7, from: -1e8f, to: 1e8f);

    [TestMethod]
    public void ExpMinusOne_keeps_them() => AssertClose<ExpMinusOne>(absolute: 0, relative: 1e-6, to: 3);

    [TestMethod]
    public void LogOnePlus_keeps_them() => AssertClose<LogOnePlus>(absolute: 0, relative: 4e-7, from: -0.9f);

    [TestMethod]
    public void NormalDistribution_is_to_a_few_units_of_1() => AssertClose<NormalDistribution>(absolute: 3e-7, relative: 0);

    /// <summary>Half an exponential by one power of 2 is the whole one by two, where that is beside 1.</summary>
    [TestMethod]
    public void Sigmoid_and_Tanh_have_the_bits_of_whole_exponentials()
    {
        float[] all = [.. Grid, float.NaN, float.PositiveInfinity, float.NegativeInfinity, 88.03f, -88.03f, 88.5f, -88.5f, 88.72f, -88.72f, 88.73f, -88.73f, -0f];
        foreach (var value in all)
        {
            var x = SixteenLanes.Broadcast(value);
            Assert.AreEqual(Bits(SixteenLanes.One / (SixteenLanes.One + SixteenLanes.Exp(-x))), Bits(VectorMath.Sigmoid(x)), $"sigmoid of {value}");
            var e = SixteenLanes.Exp(SixteenLanes.Abs(x) * -2f);
            if (!(MathF.Abs(value) < 0.625f))
                Assert.AreEqual(Bits(SixteenLanes.CopySign((SixteenLanes.One - e) / (SixteenLanes.One + e), x)), Bits(VectorMath.Tanh(x)), $"tanh of {value}");
        }

        static int Bits(SixteenLanes lanes) => BitConverter.SingleToInt32Bits(lanes.Vector[0]);
    }

    [TestMethod]
    public void Every_width_of_vectors_gives_the_same()
    {
        AssertSame<Exp>();
        AssertSame<Sigmoid>();
        AssertSame<Tanh>();
        AssertSame<ExpMinusOne>();
        AssertSame<NormalDistribution>();
    }

    private static void AssertSame<TFunction>()
        where TFunction : struct, IFunction
    {
        var (eight, sixteen) = (new GuardedMatrix(1, 16), new GuardedMatrix(1, 16));
        foreach (var x in Grid.Chunk(16).Where(chunk => chunk.Length == 16))
        {
            fixed (float* start = x)
            {
                TFunction.Of(EightLanes.Load(start)).Store(eight.View.Start);
                TFunction.Of(EightLanes.Load(start + 8)).Store(eight.View.Start + 8);
                TFunction.Of(SixteenLanes.Load(start)).Store(sixteen.View.Start);
            }

            for (var i = 0; i < x.Length; i++)
                Assert.AreEqual(BitConverter.SingleToInt32Bits(eight[0, i]), BitConverter.SingleToInt32Bits(sixteen[0, i]), $"at {x[i]}");
        }
    }

    private static void AssertClose<TFunction>(double absolute, double relative, float from = -10, float to = 10)
        where TFunction : struct, IFunction
    {
        AssertClose<TFunction, EightLanes>(absolute, relative, from, to);
        AssertClose<TFunction, SixteenLanes>(absolute, relative, from, to);
    }

    private static void AssertClose<TFunction, T>(double absolute, double relative, float from, float to)
        where TFunction : struct, IFunction
        where T : struct, ILanes<T>
    {
        var result = new GuardedMatrix(1, T.Count);
        foreach (var chunk in Grid.Where(x => x >= from && x <= to).Chunk(T.Count))
        {
            float[] x = [.. chunk, .. new float[T.Count - chunk.Length]];
            fixed (float* start = x)
                TFunction.Of(T.Load(start)).Store(result.View.Start);
            for (var i = 0; i < T.Count; i++)
            {
                var expected = TFunction.Of((double)x[i]);
                Assert.AreEqual(expected, result[0, i], absolute + relative * Math.Abs(expected), $"at {x[i]}");
            }
        }
    }

    private readonly struct Exp : IFunction
    {
        public static T Of<T>(T x)
            where T : struct, ILanes<T> => T.Exp(x);

        public static double Of(double x) => Math.Exp(x);
    }

    private readonly struct Sigmoid : IFunction
    {
        public static T Of<T>(T x)
            where T : struct, ILanes<T> => VectorMath.Sigmoid(x);

        public static double Of(double x) => ReferenceActivation.Sigmoid(x);
    }

    private readonly struct Tanh : IFunction
    {
        public static T Of<T>(T x)
            where T : struct, ILanes<T> => VectorMath.Tanh(x);

        public static double Of(double x) => Math.Tanh(x);
    }

    private readonly struct ExpMinusOne : IFunction
    {
        public static T Of<T>(T x)
            where T : struct, ILanes<T> => VectorMath.ExpMinusOne(x);

        // e^x - 1 = 2 sinh(x / 2) e^(x / 2), which cancels nowhere.
        public static double Of(double x) => 2 * Math.Sinh(x / 2) * Math.Exp(x / 2);
    }

    private readonly struct LogOnePlus : IFunction
    {
        public static T Of<T>(T x)
            where T : struct, ILanes<T> => VectorMath.LogOnePlus(x);

        // log(1 + x) = 2 artanh(x / (2 + x)), which cancels nowhere.
        public static double Of(double x) => 2 * Math.Atanh(x / (2 + x));
    }

    private readonly struct NormalDistribution : IFunction
    {
        public static T Of<T>(T x)
            where T : struct, ILanes<T> => VectorMath.NormalDistribution(x);

        public static double Of(double x) => ReferenceActivation.NormalDistribution(x);
    }
}
