using static TorchSharp.torch;

namespace ActReg.MLNet.Tests;

/// <summary>Regularizers that one engine alone computes.</summary>
[TestClass]
public class TorchOnlyRegularizerTests
{
    public static IEnumerable<object[]> Regularizers =>
    [
        [ActivityRegularizer.Custom("mine", Sum), "the custom activity regularizer \"mine\"", "a custom"],
        [ActivityRegularizer.Temporal(), "a temporal activity regularizer", "a temporal"],
    ];

    [TestMethod]
    public void A_custom_regularizers_name_is_no_novel() => Assert.AreEqual(
        "name must have at most 1000 characters; received 1001.",
        Assert.ThrowsExactly<ArgumentException>(() => ActivityRegularizer.Custom(new string('x', 1001), a => a.sum())).Message);

    [TestMethod]
    [DynamicData(nameof(Regularizers))]
    public void Their_name_is_what_a_refusal_needs(ActivityRegularizer regularizer, string name, string kind)
    {
        Assert.AreEqual(name, regularizer.TorchOnlyName);
        Assert.IsNull(ActivityRegularizer.L1().TorchOnlyName);
        var batch = new ActivityBatch([1, 2], units: 2);
        var message = $"Only the Torch engine computes {kind} activity regularizer.";
        Assert.AreEqual(message, Assert.ThrowsExactly<NotSupportedException>(() => batch.Penalty(regularizer)).Message);
        Assert.AreEqual(message, Assert.ThrowsExactly<NotSupportedException>(() => batch.Gradient(regularizer)).Message);
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

    [TestMethod]
    public void A_temporal_one_wants_two_timesteps()
    {
        var regularizer = ActivityRegularizer.Temporal();
        Assert.IsNull(regularizer.Misfit(LayerShape.Sequence(2, 1)));
        foreach (var shape in new[] { LayerShape.Sequence(1, 5), LayerShape.Flat(5), LayerShape.Image(2, 2, 2) })
        {
            Assert.AreEqual(
                "must put out a sequence of at least 2 timesteps for its temporal activity regularizer", regularizer.Misfit(shape));
            Assert.IsNull(ActivityRegularizer.L1().Misfit(shape));
        }
    }

    [TestMethod]
    public void Strengths_of_a_temporal_one_are_checked()
    {
        AssertRefused("activation must be finite and at least 0; received -1.", () => ActivityRegularizer.Temporal(-1));
        AssertRefused("temporal must be finite and at least 0; received NaN.", () => ActivityRegularizer.Temporal(1, float.NaN));
        AssertRefused("reduction must be one of BatchMean, ", () => ActivityRegularizer.Temporal(1, 1, (ActivityReduction)3));
    }

    private static void AssertRefused(string message, Func<object> make) =>
        Assert.StartsWith(message, Assert.ThrowsExactly<ArgumentOutOfRangeException>(make).Message);

    private static Tensor Sum(Tensor activations) => activations.sum(1);
}
