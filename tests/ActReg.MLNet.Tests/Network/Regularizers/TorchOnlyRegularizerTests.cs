using static TorchSharp.torch;

namespace ActReg.MLNet.Tests;

/// <summary>The regularizer that one engine alone computes.</summary>
[TestClass]
public class TorchOnlyRegularizerTests
{
    [TestMethod]
    public void A_custom_regularizers_name_is_no_novel() => Assert.AreEqual(
        "name must have at most 1000 characters; received 1001.",
        Assert.ThrowsExactly<ArgumentException>(() => ActivityRegularizer.Custom(new string('x', 1001), a => a.sum())).Message);

    [TestMethod]
    public void Its_name_is_what_a_refusal_needs()
    {
        var regularizer = ActivityRegularizer.Custom("mine", Sum);
        Assert.AreEqual("the custom activity regularizer \"mine\"", regularizer.TorchOnlyName);
        Assert.IsNull(ActivityRegularizer.L1().TorchOnlyName);
        Assert.IsNull(ActivityRegularizer.Temporal().TorchOnlyName);
        var batch = new ActivityBatch([1, 2], units: 2);
        const string Message = "Only the Torch engine computes a custom activity regularizer.";
        Assert.AreEqual(Message, Assert.ThrowsExactly<NotSupportedException>(() => batch.Penalty(regularizer)).Message);
        Assert.AreEqual(Message, Assert.ThrowsExactly<NotSupportedException>(() => batch.Gradient(regularizer)).Message);
    }

    [TestMethod]
    public void A_custom_one_has_a_name_and_a_function()
    {
        Assert.ThrowsExactly<ArgumentNullException>(() => ActivityRegularizer.Custom("mine", null!));
        Assert.ThrowsExactly<ArgumentNullException>(() => ActivityRegularizer.Custom(null!, Sum));
        Assert.ThrowsExactly<ArgumentException>(() => ActivityRegularizer.Custom(" ", Sum));
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => ActivityRegularizer.Custom("mine", Sum, (ActivityReduction)3));
    }

    [TestMethod]
    public void A_custom_one_read_from_a_model_has_no_function()
    {
        Assert.IsNull(((CustomActivityRegularizer)ActivityRegularizer.Custom("mine", Sum)).Incompleteness("layers[0]"));
        Assert.IsNotNull(new CustomActivityRegularizer("mine", ActivityReduction.BatchMean).Incompleteness("layers[0]"));
    }

    private static Tensor Sum(Tensor activations) => activations.sum(1);
}
