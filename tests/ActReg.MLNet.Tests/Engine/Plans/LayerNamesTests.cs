namespace ActReg.MLNet.Tests;

/// <summary>What layers are called, by Keras's rule.</summary>
[TestClass]
public sealed class LayerNamesTests
{
    [TestMethod]
    public void Those_of_decoders_are_Kerass()
    {
        var plan = NetworkPlanner.Plan(
            4,
            [
                Layer.Reshape(1, 2, 2), Layer.Conv2DTranspose(2, 2), Layer.UpSampling2D(), Layer.Conv2DTranspose(1, 1), Layer.Reshape(-1, 2),
                Layer.UpSampling1D(), Layer.SimpleRnn(2), Layer.RepeatVector(3), Layer.Flatten(), Layer.Dense(1),
            ]);
        TinyTraining.AreEqual(
            [
                "reshape", "conv2d_transpose", "up_sampling2d", "conv2d_transpose_1", "reshape_1", "up_sampling1d", "simple_rnn",
                "repeat_vector", "flatten", "dense",
            ],
            LayerNames.Of(plan));
    }
}
