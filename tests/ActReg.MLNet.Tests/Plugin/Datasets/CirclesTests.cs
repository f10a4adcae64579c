using System.Globalization;
using CsCheck;

namespace ActReg.MLNet.Tests;

[TestClass]
public sealed class CirclesTests
{
    private static readonly Gen<(int Outer, int Inner, double Factor, uint Seed)> Shapes =
        Gen.Select(Gen.Int[0, 60], Gen.Int[0, 60], Gen.Double[0, 0.999], Gen.UInt);

    [TestMethod]
    public void EveryPointIsScikitLearns()
    {
        var cases = GoldenFile.Read<PointCase>("sklearn_circles.json.gz");
        Assert.HasCount(8 * 4 * 4 * 4 * 2, cases);
        foreach (var expected in cases)
        {
            expected.AssertEqual(
                Circles.Generate(expected.Counts, expected.Noise, expected.Factor, expected.Shuffle, new(expected.RandomState)));
        }
    }

    [TestMethod]
    public void TheTutorialsPointsAreScikitLearns() =>
        AssertEqualsTable("circles_100_0.1_1.csv", Circles.Generate(SampleCounts.Split(100), 0.1, 0.8, shuffle: true, new(1)));

    [TestMethod]
    public void OrderedPointsAreScikitLearns() =>
        AssertEqualsTable(
            "circles_101_none_noshuffle.csv",
            Circles.Generate(SampleCounts.Split(101), null, 0.8, shuffle: false, new(0)));

    [TestMethod]
    public void WithoutNoisePointsLieOnTheirCircle() =>
        Shapes.Sample(shape =>
        {
            foreach (var point in Generate(shape, shuffle: true))
                Assert.AreEqual(point.Label ? shape.Factor : 1.0, Math.Sqrt(point.X * point.X + point.Y * point.Y), 1e-15);
        }, threads: 1);

    [TestMethod]
    public void ShufflingKeepsTheRows() =>
        Shapes.Sample(shape =>
        {
            var ordered = Generate(shape, shuffle: false);
            var shuffled = Generate(shape, shuffle: true);
            CollectionAssert.AreEquivalent(ordered, shuffled);
        }, threads: 1);

    [TestMethod]
    public void EachCircleGetsItsCount() =>
        Shapes.Sample(shape =>
        {
            var points = Generate(shape, shuffle: true);
            Assert.AreEqual(shape.Outer, points.Count(point => !point.Label));
            Assert.AreEqual(shape.Inner, points.Count(point => point.Label));
        }, threads: 1);

    [TestMethod]
    public void OneSeedGivesOneDataSet() =>
        Shapes.Sample(shape => CollectionAssert.AreEqual(
            Generate(shape, shuffle: true, noise: 0.3),
            Generate(shape, shuffle: true, noise: 0.3)), threads: 1);

    [TestMethod]
    public void NoiseHasItsStandardDeviation()
    {
        var counts = SampleCounts.Split(20_000);
        var clean = Circles.Generate(counts, null, 0.8, shuffle: false, new(3));
        var noisy = Circles.Generate(counts, 0.25, 0.8, shuffle: false, new(3));
        var squares = clean.Zip(noisy, (a, b) => (Math.Pow(b.X - a.X, 2) + Math.Pow(b.Y - a.Y, 2)) / 2);
        Assert.AreEqual(0.25, Math.Sqrt(squares.Average()), 0.005);
    }

    private static LabeledPoint[] Generate(
        (int Outer, int Inner, double Factor, uint Seed) shape, bool shuffle, double? noise = null) =>
        Circles.Generate(SampleCounts.Of(shape.Outer, shape.Inner), noise, shape.Factor, shuffle, new(shape.Seed));

    private static void AssertEqualsTable(string name, LabeledPoint[] actual)
    {
        var rows = File.ReadLines(GoldenFile.PathOf(name)).Skip(1).Select(line => line.Split(',')).ToArray();
        GoldenDoubles.AreEqual(
            [.. rows.SelectMany(row => row.Take(2)).Select(cell => double.Parse(cell, CultureInfo.InvariantCulture))],
            [.. actual.SelectMany(point => new[] { point.X, point.Y })],
            name);
        CollectionAssert.AreEqual(rows.Select(row => row[2] == "1").ToArray(), actual.Select(point => point.Label).ToArray());
    }
}
