namespace ActReg.MLNet.Tests;

/// <summary>What the layers of a model put out for a row.</summary>
[TestClass]
public sealed class ActivationsTests
{
    /// <summary>An image of two channels; a kernel of 1 and 10 adds the second, ten times, to the first.</summary>
    [TestMethod]
    public void Every_layer_shows_what_it_puts_out()
    {
        var model = Networks.Of(
            LayerShape.OfInput([2, 1, 3]),
            [Layer.Flatten(), Layer.Dense(2, Activation.Relu), Layer.Dense(1)],
            [1, 0, 10, 0, 0, 1, 0, 10, 0, -1, 0, -10], [0, 0], [1, 1], [0.5f]).ToModel();

        var activations = model.GetActivations([1, 2, 3, 4, 5, 6]);

        // Channels come last.
        AssertLayer([6], [1, 4, 2, 5, 3, 6], activations[0]);
        // 1 + 10 * 4; 2 + 10 * 5 - (3 + 10 * 6) < 0.
        AssertLayer([2], [41, 0], activations[1]);
        AssertLayer([1], [41.5f], activations[2]);
        TinyTraining.AreEqual([0, 1, 2], activations.Select(layer => layer.LayerIndex));
    }

    [TestMethod]
    public void A_feature_map_has_its_shape()
    {
        var model = Networks.Of(
            LayerShape.OfInput([2, 1, 3]), [Layer.Conv2D(2, 1), Layer.Flatten(), Layer.Dense(1)],
            [1, -1, 10, 0], [0, 0], [1, 1, 1, 1, 1, 1], [0]).ToModel();
        var activations = model.GetActivations([1, 2, 3, 4, 5, 6]);
        AssertLayer([1, 3, 2], [41, -1, 52, -2, 63, -3], activations[0]);
        AssertLayer([6], [41, -1, 52, -2, 63, -3], activations[1]);
    }

    [TestMethod]
    public void A_row_that_is_none_is_refused()
    {
        var model = TinyTraining.Fit().Network();
        Assert.AreEqual(
            "features must have 2 values; received 3.", Assert.ThrowsExactly<ArgumentException>(() => model.GetActivations([1, 2, 3])).Message);
        Assert.AreEqual(
            "features[1] must be finite; received NaN.",
            Assert.ThrowsExactly<ArgumentException>(() => model.GetActivations([1, float.NaN])).Message);
    }

    private static void AssertLayer(int[] shape, float[] values, LayerActivations layer)
    {
        TinyTraining.AreEqual(shape, layer.Shape);
        TinyTraining.AreEqual(values, layer.Values);
    }
}
