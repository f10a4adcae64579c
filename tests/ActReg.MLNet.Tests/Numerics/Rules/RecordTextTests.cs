using System.Globalization;

namespace ActReg.MLNet.Tests;

/// <summary>What users read in messages is what they wrote, not the name of an internal type.</summary>
[TestClass]
public sealed class RecordTextTests
{
    [TestMethod]
    public void Values_are_called_by_the_methods_that_make_them()
    {
        (object Value, string Text)[] expected =
        [
            (Activation.Relu, "Relu"), (Activation.LeakyRelu(0.25f), "LeakyRelu(NegativeSlope = 0.25)"),
            (Activation.Gelu(), "Gelu(Approximate = False)"), (ActivityPenaltySchedule.WarmUp(20), "WarmUp(Epochs = 20)"),
            (ActivityPenaltySchedule.TargetSparsity(0.5f, 3), "TargetSparsity(Epochs = 3, ZeroFraction = 0.5)"),
            (ClassWeights.Balanced, "Balanced"), (ClassWeights.Of(1, 2.5f), "[1, 2.5]"),
            (new LayerActivations(2, [3], [0.5f, 0, 1]), "layers[2]: [3] of [0.5, 0, 1]"),
        ];
        foreach (var (value, text) in expected)
            Assert.AreEqual(text, value.ToString());
    }

    [TestMethod]
    public void A_decimal_comma_elsewhere_changes_nothing()
    {
        var culture = CultureInfo.CurrentCulture;
        try
        {
            var other = (CultureInfo)CultureInfo.InvariantCulture.Clone();
            other.NumberFormat.NumberDecimalSeparator = ",";
            CultureInfo.CurrentCulture = other;
            Assert.AreEqual("0,5", 0.5.ToString(other));
            Assert.AreEqual("[1, 2.5]", ClassWeights.Of(1, 2.5f).ToString());
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
        }
    }
}
