namespace ActReg.MLNet.Tests;

/// <summary>Operations on eight and on sixteen floats at once against those on one.</summary>
[TestClass]
public unsafe class LanesTests
{
    private static readonly float[] Values =
        [0, -0f, 1, -1, 0.5f, -2.5f, 3, -7, 100, -100, 1e-20f, -1e-20f, 1e20f, -1e20f, float.PositiveInfinity, float.NaN];

    /// <summary>The same values in another order, so that each meets one that differs, and some their like.</summary>
    private static readonly float[] Others = [.. Values[..3], .. Values[3..].Reverse()];

    [TestMethod]
    public void Eight_lanes_are_eight_floats() => AssertLanes<EightLanes>(8);

    [TestMethod]
    public void Sixteen_lanes_are_sixteen_floats() => AssertLanes<SixteenLanes>(16);

    [TestMethod]
    public void Two_vectors_are_one_twice_as_wide()
    {
        AssertVectors<TwoVectors<EightLanes>>(16);
        AssertVectors<TwoVectors<SixteenLanes>>(32);
    }

    private static void AssertLanes<T>(int count)
        where T : struct, ILanes<T>
    {
        AssertVectors<T>(count);
        for (var first = 0; first < Values.Length; first += count)
        {
            float[] x = Values[first..(first + count)], y = Others[first..(first + count)];
            T a = Load<T>(x), b = Load<T>(y);
            AssertEach(a + b, i => x[i] + y[i]);
            AssertEach(a - b, i => x[i] - y[i]);
            AssertEach(a * b, i => x[i] * y[i]);
            AssertEach(a / b, i => x[i] / y[i]);
            AssertEach(a * 3f, i => x[i] * 3);
            AssertEach(-a, i => -x[i]);
            AssertEach(T.Abs(a), i => MathF.Abs(x[i]));
            AssertEach(T.Sqrt(a), i => MathF.Sqrt(x[i]));
            AssertEach(T.CopySign(a, b), i => MathF.CopySign(x[i], y[i]));
            AssertClose(T.Exp(a), i => Math.Exp(x[i]));
            AssertClose(T.Log(a), i => Math.Log(x[i]));

            // The other way round, what becomes of what is not a number depends on the processor.
            AssertEach(T.Max(T.Broadcast(2), b), i => float.IsNaN(y[i]) ? y[i] : MathF.Max(2, y[i]));
            AssertEach(T.Min(T.Broadcast(2), b), i => float.IsNaN(y[i]) ? y[i] : MathF.Min(2, y[i]));
            AssertEach(T.Select(T.GreaterThan(a, b), a, b), i => x[i] > y[i] ? x[i] : y[i]);
            AssertEach(T.Select(T.LessThan(a, b), a, b), i => x[i] < y[i] ? x[i] : y[i]);
            AssertEach(T.Select(T.EqualTo(a, b), a, T.One), i => x[i] == y[i] ? x[i] : 1);
            AssertEach(T.EqualTo(a, b) & T.Broadcast(5), i => x[i] == y[i] ? 5 : 0);
        }

        for (var first = 0; first <= count; first++)
            AssertEach(T.First(first) & T.Broadcast(5), i => i < first ? 5 : 0);
        AssertEach(T.Zero, _ => 0);
        AssertEach(T.One, _ => 1);
        Assert.AreEqual(count * (count + 1) / 2, T.Sum(Load<T>([.. Enumerable.Range(1, count).Select(i => (float)i)])));
    }

    private static void AssertVectors<T>(int count)
        where T : struct, IVectors<T>
    {
        Assert.AreEqual(count, T.Count);
        float[] x = [.. Enumerable.Range(1, count).Select(i => (float)i)];
        var a = Load<T>(x);
        AssertEach(a, i => x[i]);
        AssertEach(T.Broadcast(3), _ => 3);
        AssertEach(T.MultiplyAdd(a, T.Broadcast(100), a), i => 100 * x[i] + x[i]);
    }

    private static T Load<T>(float[] values)
        where T : struct, IVectors<T>
    {
        fixed (float* from = values)
            return T.Load(from);
    }

    private static void AssertEach<T>(T actual, Func<int, float> expected)
        where T : struct, IVectors<T>
    {
        var stored = new GuardedMatrix(1, T.Count);
        actual.Store(stored.View.Start);
        for (var i = 0; i < T.Count; i++)
            Assert.AreEqual(expected(i), stored[0, i], $"lane {i}");
        stored.AssertGuardsAreIntact();
    }

    private static void AssertClose<T>(T actual, Func<int, double> expected)
        where T : struct, IVectors<T>
    {
        var stored = new GuardedMatrix(1, T.Count);
        actual.Store(stored.View.Start);
        for (var i = 0; i < T.Count; i++)
        {
            var (value, rounded) = (expected(i), (float)expected(i));
            Assert.AreEqual(rounded, stored[0, i], float.IsFinite(rounded) ? 3e-7f * (float)Math.Abs(value) : 0, $"lane {i}");
        }
    }
}
