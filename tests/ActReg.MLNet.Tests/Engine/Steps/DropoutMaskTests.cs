namespace ActReg.MLNet.Tests;

/// <summary>
/// What is dropped looks like independent draws, at the rate asked for. All figures are standardized: of perfect draws one in 25
/// million is beyond 5.5, or, of the eight χ², one in two million. This class has 276, and would be wrong once in 60,000 runs,
/// were seeds not fixed.
/// </summary>
[TestClass]
public class DropoutMaskTests
{
    private const double Limit = 5.5;
    private const int Rows = 300;
    private const int Units = 333;
    private const int Lags = 9;

    public static IEnumerable<object[]> Rates => [[0.1f], [0.25f], [0.5f], [0.9f]];

    [TestMethod]
    [DynamicData(nameof(Rates))]
    public void Values_are_dropped_at_the_rate(float rate)
    {
        for (var step = 0; step < 10; step++)
        {
            var dropped = Dropped(RandomStreams.Noise(1, step), layer: 0, rate);
            var excess = dropped.Count(drop => drop) - rate * dropped.Length;
            AssertStandard(excess / Math.Sqrt(rate * (1 - rate) * dropped.Length), $"step {step}");
        }
    }

    /// <summary>By the counts' variance: χ² of so many degrees of freedom has that mean, and twice that variance.</summary>
    [TestMethod]
    [DynamicData(nameof(Rates))]
    public void No_unit_and_no_row_is_dropped_more_often_than_others(float rate)
    {
        var dropped = Dropped(RandomStreams.Noise(2, 0), layer: 0, rate);
        var ofUnit = new int[Units];
        var ofRow = new int[Rows];
        for (var i = 0; i < dropped.Length; i++)
        {
            ofUnit[i % Units] += dropped[i] ? 1 : 0;
            ofRow[i / Units] += dropped[i] ? 1 : 0;
        }

        AssertStandard(ChiSquare(ofUnit, Rows, rate), "units");
        AssertStandard(ChiSquare(ofRow, Units, rate), "rows");
    }

    [TestMethod]
    [DynamicData(nameof(Rates))]
    public void Neighbours_are_independent(float rate)
    {
        var masks = Enumerable.Range(0, Lags + 1).Select(step => Dropped(RandomStreams.Noise(3, step), layer: 0, rate)).ToArray();
        for (var lag = 1; lag <= Lags; lag++)
        {
            AssertIndependent(rate, Pairs(masks[0], (row, unit) => (row, unit + lag)), $"units {lag} apart");
            AssertIndependent(rate, Pairs(masks[0], (row, unit) => (row + lag, unit)), $"rows {lag} apart");
            AssertIndependent(rate, Pairs(masks[0], (row, unit) => (row + lag, unit - lag)), $"diagonals {lag} apart");
            AssertIndependent(rate, masks[0].Zip(masks[lag]), $"steps {lag} apart");
            AssertIndependent(rate, masks[0].Zip(Dropped(RandomStreams.Noise(3, 0), layer: lag, rate)), $"layers {lag} apart");
            AssertIndependent(rate, masks[0].Zip(Dropped(RandomStreams.Noise(3 + lag, 0), layer: 0, rate)), $"seeds {lag} apart");
        }
    }

    /// <summary>Powers of two apart, where weak mixing shows.</summary>
    [TestMethod]
    public void Far_units_are_independent()
    {
        const int Wide = 40_000;
        var mask = new DropoutMask(RandomStreams.Noise(4, 0), 0, 0.5f);
        bool[] dropped = [.. DropoutMasks.Factors(mask, row: 0, Wide).Select(factor => factor == 0)];
        for (var lag = 16; lag < Wide; lag *= 2)
            AssertIndependent(0.5, dropped.Zip(dropped.Skip(lag)), $"units {lag} apart");
    }

    /// <summary>A mask is a function of noise, layer, row and unit, and of no size.</summary>
    [TestMethod]
    public void A_units_fate_depends_on_nothing_beside_it()
    {
        var mask = new DropoutMask(noise: 5, layerIndex: 2, rate: 0.5f);
        var wide = DropoutMasks.Factors(mask, row: 3, 100);
        for (var units = 1; units < 100; units++)
            CollectionAssert.AreEqual(wide[..units], DropoutMasks.Factors(mask, row: 3, units));
    }

    [TestMethod]
    [DataRow(0f)]
    [DataRow(0.3f)]
    [DataRow(0.75f)]
    [DataRow(0.99999994f)]
    public void What_is_kept_is_multiplied_by_the_inverse_of_its_share(float rate)
    {
        float[] values = [3, -2, 0, float.NaN, float.PositiveInfinity, 1e-30f, 1e30f, -0f];
        var result = new float[8];
        for (var row = 0; row < 100; row++)
        {
            new DropoutMask(noise: 1, layerIndex: 0, rate).Apply(row, values, result);
            for (var i = 0; i < result.Length; i++)
            {
                var isRight = result[i] == 0 || result[i].Equals(values[i] * (1 / (1 - rate)));
                Assert.IsTrue(isRight, $"{values[i]} became {result[i]}");
            }

            if (rate == 0)
                CollectionAssert.AreEqual(values, result);
        }
    }

    private static bool[] Dropped(ulong noise, int layer, float rate)
    {
        var mask = new DropoutMask(noise, layer, rate);
        return [.. Enumerable.Range(0, Rows)
            .SelectMany(row => DropoutMasks.Factors(mask, row, Units)).Select(factor => factor == 0)];
    }

    private static double ChiSquare(int[] counts, int draws, double rate)
    {
        var square = counts.Sum(count => Math.Pow(count - draws * rate, 2)) / (draws * rate * (1 - rate));
        return (square - counts.Length) / Math.Sqrt(2 * counts.Length);
    }

    private static IEnumerable<(bool First, bool Second)> Pairs(bool[] dropped, Func<int, int, (int Row, int Unit)> neighbour)
    {
        for (var i = 0; i < dropped.Length; i++)
        {
            var (row, unit) = neighbour(i / Units, i % Units);
            if (row is >= 0 and < Rows && unit is >= 0 and < Units)
                yield return (dropped[i], dropped[row * Units + unit]);
        }
    }

    /// <summary>By the covariance, whose variance over independent pairs is known as the rate is.</summary>
    private static void AssertIndependent(double rate, IEnumerable<(bool First, bool Second)> pairs, string what)
    {
        double sum = 0;
        var count = 0;
        foreach (var (first, second) in pairs)
        {
            sum += ((first ? 1 : 0) - rate) * ((second ? 1 : 0) - rate);
            count++;
        }

        AssertStandard(sum / (rate * (1 - rate) * Math.Sqrt(count)), what);
    }

    private static void AssertStandard(double figure, string what) => Assert.IsLessThan(Limit, Math.Abs(figure), what);
}
