namespace ActReg.MLNet.Tests;

/// <summary>What each rule lets through at its limits and beside them, and what it says of the rest.</summary>
[TestClass]
public class RuleTests
{
    [TestMethod]
    public void AtLeast_includes_its_minimum()
    {
        AssertKept(value => Rule.AtLeast(3, value, "count"), 3, 4, int.MaxValue);
        AssertBroken(value => Rule.AtLeast(3, value, "count"), "count must be at least 3; received {0}.", 2, -3, int.MinValue);
    }

    [TestMethod]
    public void DivisorOf_wants_a_positive_number_that_divides()
    {
        AssertKept(value => Rule.DivisorOf(12, value, "groups"), 1, 2, 3, 4, 6, 12);
        AssertBroken(value => Rule.DivisorOf(12, value, "groups"), "groups must be a divisor of 12; received {0}.", 0, -1, -3, 5, 8, 24);
    }

    [TestMethod]
    public void Positive_begins_above_0_and_ends_below_infinity()
    {
        AssertKept(value => Rule.Positive(value, "rate"), float.Epsilon, 1, float.MaxValue);
        AssertBroken(
            value => Rule.Positive(value, "rate"), "rate must be finite and greater than 0; received {0}.",
            0, -0.5f, float.NaN, float.PositiveInfinity, float.NegativeInfinity);
    }

    [TestMethod]
    public void NotNegative_begins_at_0_and_ends_below_infinity()
    {
        AssertKept(value => Rule.NotNegative(value, "decay"), 0, -0f, 1, float.MaxValue);
        AssertBroken(
            value => Rule.NotNegative(value, "decay"), "decay must be finite and at least 0; received {0}.",
            -0.5f, float.NaN, float.PositiveInfinity, float.NegativeInfinity);
    }

    [TestMethod]
    public void AtLeastOne_begins_at_1_and_ends_below_infinity()
    {
        AssertKept(value => Rule.AtLeastOne(value, "divisor"), 1, 1.5f, float.MaxValue);
        AssertBroken(
            value => Rule.AtLeastOne(value, "divisor"), "divisor must be finite and at least 1; received {0}.",
            0.5f, -1, float.NaN, float.PositiveInfinity);
    }

    [TestMethod]
    public void Share_begins_at_0_and_ends_below_1()
    {
        AssertKept(value => Rule.Share(value, "momentum"), 0, 0.5f, MathF.BitDecrement(1));
        AssertBroken(
            value => Rule.Share(value, "momentum"), "momentum must be at least 0 and below 1; received {0}.",
            -0.5f, 1, 2, float.NaN, float.PositiveInfinity);
    }

    [TestMethod]
    public void Fraction_lies_between_0_and_1()
    {
        AssertKept(value => Rule.Fraction(value, "target"), float.Epsilon, 0.5f, MathF.BitDecrement(1));
        AssertBroken(
            value => Rule.Fraction(value, "target"), "target must be above 0 and below 1; received {0}.",
            0, -0.5f, 1, 2, float.NaN, float.PositiveInfinity);
    }

    [TestMethod]
    public void Defined_lists_what_there_is()
    {
        AssertKept(value => Rule.Defined(value, "engine"), TrainingEngine.Fused, TrainingEngine.Torch);
        AssertBroken(
            value => Rule.Defined(value, "placement"), "placement must be one of PostActivation, PreActivation; received {0}.",
            (ActivityPlacement)2, (ActivityPlacement)(-1));
    }

    [TestMethod]
    public void NotBlank_quotes_what_it_received()
    {
        Assert.IsNull(Rule.NotBlank("Label", "labelColumnName"));
        Assert.AreEqual("labelColumnName must name a column; received null.", Rule.NotBlank(null, "labelColumnName"));
        Assert.AreEqual("labelColumnName must name a column; received \"\".", Rule.NotBlank("", "labelColumnName"));
        Assert.AreEqual("labelColumnName must name a column; received \" \".", Rule.NotBlank(" ", "labelColumnName"));
    }

    [TestMethod]
    public void Present_refuses_null_alone()
    {
        Assert.IsNull(Rule.Present("", "optimizer"));
        Assert.AreEqual("optimizer must be given; received null.", Rule.Present(null, "optimizer"));
    }

    [TestMethod]
    public void All_broken_rules_are_told_at_once()
    {
        Rule.ThrowIfBroken([]);
        Rule.ThrowIfBroken([null, null]);
        var error = Assert.ThrowsExactly<ArgumentException>(() => Rule.ThrowIfBroken([null, "a is wrong.", null, "b is too."]));
        Assert.AreEqual($"a is wrong.{Environment.NewLine}b is too.", error.Message);
    }

    private static void AssertKept<T>(Func<T, string?> rule, params T[] values)
    {
        foreach (var value in values)
            Assert.IsNull(rule(value), $"{value}");
    }

    private static void AssertBroken<T>(Func<T, string?> rule, string problem, params T[] values)
    {
        foreach (var value in values)
            Assert.AreEqual(problem.Replace("{0}", $"{value}", StringComparison.Ordinal), rule(value));
    }
}
