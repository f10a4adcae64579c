using Microsoft.ML;

namespace ActReg.MLNet.Tests;

[TestClass]
public sealed class SampleSeedTests
{
    [TestMethod]
    public void WithoutASeedTheContextsIsUsed()
    {
        var context = new MLContext(seed: 5);
        var expected = Draw(new MLContext(), seed: 5);
        CollectionAssert.AreEqual(expected, Draw(context, seed: null));
        CollectionAssert.AreEqual(expected, Draw(context, seed: null), "A second call draws the same.");
    }

    [TestMethod]
    public void AGivenSeedGoesBeforeTheContexts() =>
        CollectionAssert.AreEqual(Draw(new MLContext(seed: 5), seed: 6), Draw(new MLContext(seed: 7), seed: 6));

    [TestMethod]
    public void ANegativeContextSeedCountsByItsBits() =>
        CollectionAssert.AreEqual(Draw(new MLContext(), seed: uint.MaxValue), Draw(new MLContext(seed: -1), seed: null));

    [TestMethod]
    public void WithoutAnySeedEveryCallDiffers()
    {
        var context = new MLContext();
        CollectionAssert.AreNotEqual(Draw(context, seed: null), Draw(context, seed: null));
    }

    [TestMethod]
    public void DifferentSeedsDiffer() =>
        CollectionAssert.AreNotEqual(Draw(new MLContext(), seed: 1), Draw(new MLContext(), seed: 2));

    private static (float X, float Y, bool Label)[] Draw(MLContext context, long? seed) =>
        LoadPointsTests.Rows(context.Data.LoadCircles(sampleCount: 20, noise: 0.1, seed: seed));
}
