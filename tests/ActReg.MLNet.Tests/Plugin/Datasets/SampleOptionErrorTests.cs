using Microsoft.ML;

namespace ActReg.MLNet.Tests;

[TestClass]
public sealed class SampleOptionErrorTests
{
    private static readonly DataOperationsCatalog Catalog = new MLContext(seed: 1).Data;

    [TestMethod]
    [DataRow(1.0, "1")]
    [DataRow(1.5, "1.5")]
    [DataRow(-0.1, "-0.1")]
    [DataRow(double.NaN, "NaN")]
    [DataRow(double.PositiveInfinity, "Infinity")]
    public void FactorHasARange(double factor, string shown)
    {
        var message = $"factor must be at least 0 and less than 1; received {shown}.";
        Fails("factor", message, () => Catalog.LoadCircles(factor: factor));
        Fails("factor", message, () => Catalog.LoadCircles(3, 5, factor: factor));
    }

    [TestMethod]
    [DataRow(-0.1, "-0.1")]
    [DataRow(double.NaN, "NaN")]
    [DataRow(double.PositiveInfinity, "Infinity")]
    [DataRow(double.NegativeInfinity, "-Infinity")]
    public void NoiseHasARange(double noise, string shown)
    {
        var message = $"noise must be finite and at least 0; received {shown}.";
        Fails("noise", message, () => Catalog.LoadCircles(noise: noise));
        Fails("noise", message, () => Catalog.LoadCircles(3, 5, noise: noise));
        Fails("noise", message, () => Catalog.LoadMoons(noise: noise));
        Fails("noise", message, () => Catalog.LoadMoons(3, 5, noise: noise));
    }

    [TestMethod]
    public void CountsAreNotNegative()
    {
        Fails("sampleCount", "sampleCount must be at least 0; received -1.", () => Catalog.LoadCircles(-1));
        Fails("sampleCount", "sampleCount must be at least 0; received -1.", () => Catalog.LoadMoons(-1));
        Fails("outerCount", "outerCount must be at least 0; received -2.", () => Catalog.LoadCircles(-2, 5));
        Fails("innerCount", "innerCount must be at least 0; received -3.", () => Catalog.LoadCircles(5, -3));
        Fails("outerCount", "outerCount must be at least 0; received -2.", () => Catalog.LoadMoons(-2, 5));
        Fails("innerCount", "innerCount must be at least 0; received -3.", () => Catalog.LoadMoons(5, -3));
    }

    [TestMethod]
    public void CountsFitIntoAnArray()
    {
        Fails(
            "sampleCount",
            "sampleCount must be at most 2147483591; received 2147483647.",
            () => Catalog.LoadCircles(int.MaxValue));
        Fails(
            "outerCount + innerCount",
            "outerCount + innerCount must be at most 2147483591; received 4000000000.",
            () => Catalog.LoadMoons(2_000_000_000, 2_000_000_000));
    }

    [TestMethod]
    [DataRow(-1L)]
    [DataRow(4294967296L)]
    public void SeedHas32Bits(long seed)
    {
        var message = $"seed must be at least 0 and at most 4294967295; received {seed}.";
        Fails("seed", message, () => Catalog.LoadCircles(seed: seed));
        Fails("seed", message, () => Catalog.LoadMoons(3, 5, seed: seed));
    }

    [TestMethod]
    public void TheCatalogIsRequired()
    {
        DataOperationsCatalog none = null!;
        Assert.AreEqual("catalog", Assert.ThrowsExactly<ArgumentNullException>(() => none.LoadCircles()).ParamName);
        Assert.AreEqual("catalog", Assert.ThrowsExactly<ArgumentNullException>(() => none.LoadMoons(1, 2)).ParamName);
    }

    [TestMethod]
    public void TheEndsOfTheRangesAreAllowed()
    {
        Catalog.LoadCircles(sampleCount: 0, noise: 0, seed: 0, factor: 0);
        Catalog.LoadCircles(3, 0, noise: 0, seed: uint.MaxValue, factor: Math.BitDecrement(1.0));
        Catalog.LoadMoons(0, 3, noise: 0, seed: uint.MaxValue);
    }

    private static void Fails(string option, string message, Func<object?> action)
    {
        var error = Assert.ThrowsExactly<ArgumentOutOfRangeException>(action);
        Assert.AreEqual(option, error.ParamName);
        Assert.AreEqual($"{message} (Parameter '{option}')", error.Message);
    }
}
