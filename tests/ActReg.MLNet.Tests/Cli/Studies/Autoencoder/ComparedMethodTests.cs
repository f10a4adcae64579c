using ActReg.MLNet.Cli.Autoencoder;

namespace ActReg.MLNet.Tests.Cli;

[TestClass]
public sealed class ComparedMethodTests
{
    /// <summary>The differences are 1, 2 and 3: of deviation 1, and t of 2 degrees of freedom is 4.302652730.</summary>
    [TestMethod]
    public void Methods_are_compared_with_the_first_repeat_by_repeat()
    {
        var methods = ComparedMethod.All("AUC", ("first", [3, 1, 2]), ("second", [4, 3, 5]));
        Assert.AreEqual("first second", string.Join(' ', methods.Select(method => method.Name)));
        Assert.IsNull(methods[0].Against);
        Assert.AreEqual(2, methods[0].Score.Interval.Mean);
        CollectionAssert.AreEqual((double[])[4, 3, 5], methods[1].Score.Values.ToArray());
        var difference = methods[1].Against!.Difference;
        Assert.AreEqual(2, difference.Mean, 1e-12);
        Assert.AreEqual(2 - 4.302652730 / Math.Sqrt(3), difference.Low, 1e-8);
        Assert.AreEqual(2 + 4.302652730 / Math.Sqrt(3), difference.High, 1e-8);
    }
}
