using CsCheck;

namespace ActReg.MLNet.Tests;

[TestClass]
public sealed class GeometricMedianTests
{
    /// <summary>In one dimension it is the median; the mean of the first, where the search begins, is another row.</summary>
    [TestMethod]
    [DataRow(new[] { 1f, 2, 3, 10, 4 }, 3f)]
    [DataRow(new[] { 5f }, 5f)]
    [DataRow(new[] { -1e6f, 0, 1, 2, 1e30f }, 1f)]
    [DataRow(new[] { 7f, 7, 7, 7 }, 7f)]
    [DataRow(new[] { 1e6f - 1, 1e6f, 1e6f + 1, 1e6f + 5, 1e6f + 7 }, 1e6f + 1)]
    public void Of_numbers_it_is_the_median(float[] values, float median) => TinyTraining.AreEqual([median], Of(1, values));

    /// <summary>A row of weight 5 against four of weight 1, in any place.</summary>
    [TestMethod]
    public void A_row_that_outweighs_the_others_is_the_median() =>
        TinyTraining.AreEqual([9f, 2], Of(2, [0, 0, 1, 1, 9, 2, 0, 5, 4, 4], [1, 1, 5, 1, 1]));

    [TestMethod]
    public void A_row_counts_by_its_weight() => Gen.Int.Sample(
        seed =>
        {
            var random = new Random(seed);
            var values = Numbers.Array(random, 2 * 7, 3);
            int[] times = [.. Enumerable.Range(0, 7).Select(_ => 1 + random.Next(3))];
            float[] repeated = [.. Enumerable.Range(0, 7).SelectMany(row => Enumerable.Repeat(values[(2 * row)..(2 * row + 2)], times[row])).SelectMany(row => row)];
            var (expected, found) = (Of(2, repeated), Of(2, values, [.. times.Select(time => 0.5f * time)]));
            Assert.AreEqual(expected[0], found[0], 1e-4f);
            Assert.AreEqual(expected[1], found[1], 1e-4f);
        },
        iter: 50, threads: 1);

    /// <summary>The corners of a regular polygon, of which none is nearer; and so far off that squares have no digits left.</summary>
    [TestMethod]
    [DataRow(3, 0f)]
    [DataRow(4, 0f)]
    [DataRow(7, 100f)]
    [DataRow(6, 1e6f)]
    public void Of_rows_around_a_point_it_is_the_point(int corners, float center)
    {
        float[] values = [.. Enumerable.Range(0, corners).SelectMany(i => new[]
        {
            center + (float)(100 * Math.Cos(2 * Math.PI * i / corners)), center + (float)(100 * Math.Sin(2 * Math.PI * i / corners)),
        })];
        var found = Of(2, values);
        Assert.AreEqual(center, found[0], 1e-4f + 1e-7f * center);
        Assert.AreEqual(center, found[1], 1e-4f + 1e-7f * center);
    }

    /// <summary>Fermat's point: of a right-angled isosceles triangle (3 - √3) / 6 along both legs; where an angle has 120° or more, its corner.</summary>
    [TestMethod]
    public void Of_triangles_it_is_Fermats_point()
    {
        var found = Of(2, [0, 0, 1, 0, 0, 1]);
        Assert.AreEqual((3 - Math.Sqrt(3)) / 6, found[0], 1e-6);
        Assert.AreEqual((3 - Math.Sqrt(3)) / 6, found[1], 1e-6);
        TinyTraining.AreEqual([0f, 1], Of(2, [-3, 0, 0, 1, 3, 0]));
    }

    /// <summary>The intersection of the diagonals of four rows around it, wherever they are on them.</summary>
    [TestMethod]
    public void Of_a_quadrangle_it_is_where_the_diagonals_meet()
    {
        var found = Of(3, [2, 0, 5, -7, 0, 5, 0, 1, 5, 0, -11, 5]);
        Assert.AreEqual(0, found[0], 1e-4);
        Assert.AreEqual(0, found[1], 1e-4);
        Assert.AreEqual(5, found[2], 1e-4);
    }

    /// <summary>No step in any direction makes the sum of distances smaller.</summary>
    [TestMethod]
    public void No_point_nearby_is_better() => Gen.Select(Gen.Int[1, 4], Gen.Int[1, 12], Gen.Int).Sample(
        (features, rows, seed) =>
        {
            var random = new Random(seed);
            var values = Numbers.Array(random, rows * features, 3);
            float[] weights = [.. Enumerable.Range(0, rows).Select(_ => 0.1f + random.NextSingle())];
            var found = Of(features, values, weights).Select(value => (double)value).ToArray();
            var least = Sum(found);
            for (var i = 0; i < 20; i++)
            {
                var other = found.Zip(Numbers.Array(random, features, 1), (value, step) => value + step * Math.Pow(10, -random.Next(4))).ToArray();
                Assert.IsGreaterThanOrEqualTo(least - 1e-6, Sum(other));
            }

            double Sum(double[] point) => Enumerable.Range(0, rows).Sum(
                row => weights[row] * Math.Sqrt(Enumerable.Range(0, features).Sum(i => Math.Pow(values[row * features + i] - point[i], 2))));
        },
        threads: 1);

    /// <summary>Of 25,000 rows in order 10,000 are looked at: the middle of those is that of all, to two rows.</summary>
    [TestMethod]
    public void Of_many_rows_evenly_spaced_ones_are_looked_at()
    {
        const int Rows = 25_000;
        var rows = new MemoryRows(TrainingSet.OfFeatures(new(1, [.. Enumerable.Range(0, Rows).Select(row => (float)row)])));
        var sample = RowSample.Of(rows, 10_000, () => { });
        TinyTraining.AreEqual(Enumerable.Range(0, 10_000).Select(i => (float)Math.Floor(i * 2.5)), sample.Features.ToArray());
        Assert.AreEqual(Rows / 2f, GeometricMedian.Of(rows, () => { })[0], 3f);
        TinyTraining.AreEqual([0f, 1, 2], RowSample.Of(new MemoryRows(TrainingSet.OfFeatures(new(1, [0, 1, 2]))), 10_000, () => { }).Features.ToArray());
    }

    [TestMethod]
    public void It_can_be_cancelled() => Assert.ThrowsExactly<OperationCanceledException>(
        () => GeometricMedian.Of(TrainingSet.OfFeatures(new(1, [1, 2])), () => throw new OperationCanceledException()));

    private static float[] Of(int features, float[] values, float[]? weights = null) =>
        GeometricMedian.Of(TrainingSet.OfFeatures(new(features, values), weights == null ? null : new(1, weights)), () => { });
}
