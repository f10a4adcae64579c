namespace ActReg.MLNet.Tests;

[TestClass]
public class RequireTests
{
    [TestMethod]
    public void What_keeps_its_rule_is_returned()
    {
        Assert.AreEqual(3, Require.AtLeast(2, 3));
        Assert.AreEqual(4, Require.DivisorOf(12, 4));
        Assert.AreEqual(0.25f, Require.Positive(0.25f));
        Assert.AreEqual(0.0, Require.NotNegative(0.0));
        Assert.AreEqual(1.5, Require.AtLeastOne(1.5));
        Assert.AreEqual(0.0, Require.Share(0.0));
        Assert.AreEqual(0.5f, Require.Fraction(0.5f));
        Assert.AreEqual(TrainingEngine.Torch, Require.Defined(TrainingEngine.Torch));
    }

    [TestMethod]
    public void What_breaks_it_is_refused_by_the_name_of_the_argument()
    {
        const int Epochs = 0;
        const float Rate = -1;
        const ActivityReduction Reduction = (ActivityReduction)99;
        AssertRefused("Epochs must be at least 1; received 0.", "Epochs", () => Require.AtLeast(1, Epochs));
        AssertRefused("groups must be a divisor of 12; received 5.", "groups", () => Require.DivisorOf(12, 5, "groups"));
        AssertRefused("Rate must be finite and greater than 0; received -1.", "Rate", () => Require.Positive(Rate));
        AssertRefused("Rate must be finite and at least 0; received -1.", "Rate", () => Require.NotNegative(Rate));
        AssertRefused("Rate must be finite and at least 1; received -1.", "Rate", () => Require.AtLeastOne(Rate));
        AssertRefused("Rate must be at least 0 and below 1; received -1.", "Rate", () => Require.Share(Rate));
        AssertRefused("Rate must be above 0 and below 1; received -1.", "Rate", () => Require.Fraction(Rate));
        AssertRefused(
            "Reduction must be one of BatchMean, BatchSum, ElementMean; received 99.", "Reduction", () => Require.Defined(Reduction));
    }

    private static void AssertRefused(string message, string name, Func<object> check)
    {
        var error = Assert.ThrowsExactly<ArgumentOutOfRangeException>(check);
        Assert.StartsWith(message, error.Message);
        Assert.AreEqual(name, error.ParamName);
    }
}
