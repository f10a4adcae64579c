using CsCheck;

namespace ActReg.MLNet.Tests;

[TestClass]
public sealed class MoonsTests
{
    private static readonly Gen<(int Outer, int Inner, uint Seed)> Shapes = Gen.Select(Gen.Int[0, 60], Gen.Int[0, 60], Gen.UInt);

    [TestMethod]
    public void EveryPointIsScikitLearns()
    {
        var cases = GoldenFile.Read<PointCase>("sklearn_moons.json.gz");
        Assert.HasCount(9 * 4 * 4 * 2, cases);
        foreach (var expected in cases)
            expected.AssertEqual(Moons.Generate(expected.Counts, expected.Noise, expected.Shuffle, new(expected.RandomState)));
    }

    [TestMethod]
    public void WithoutNoisePointsLieOnTheirHalfCircle() =>
        Shapes.Sample(shape =>
        {
            foreach (var point in Generate(shape, shuffle: true))
            {
                var (x, y) = point.Label ? (point.X - 1, point.Y - 0.5) : (point.X, point.Y);
                Assert.AreEqual(1.0, Math.Sqrt(x * x + y * y), 1e-15);
                Assert.IsTrue(point.Label ? y <= 1e-15 : y >= -1e-15, $"{point}");
            }
        }, threads: 1);

    [TestMethod]
    public void ShufflingKeepsTheRows() =>
        Shapes.Sample(shape => CollectionAssert.AreEquivalent(Generate(shape, shuffle: false), Generate(shape, shuffle: true)), threads: 1);

    private static LabeledPoint[] Generate((int Outer, int Inner, uint Seed) shape, bool shuffle) =>
        Moons.Generate(SampleCounts.Of(shape.Outer, shape.Inner), null, shuffle, new(shape.Seed));
}
