using ActReg.MLNet.Tests.Testing;
using Microsoft.ML.Data;

namespace ActReg.MLNet.Tests;

/// <summary>Values that get another shape, or stand in several places.</summary>
[TestClass]
public sealed class ShapeStepsTests
{
    [TestMethod]
    public void Rows_and_columns_are_repeated() => TinyTraining.AreEqual(
        [1, 1, 1, 2, 2, 2, 1, 1, 1, 2, 2, 2, 3, 3, 3, 4, 4, 4, 3, 3, 3, 4, 4, 4],
        Outputs(LayerShape.Image(2, 2, 1), [1, 2, 3, 4], Layer.UpSampling2D((2, 3))));

    /// <summary>With all their channels.</summary>
    [TestMethod]
    public void Pixels_are_repeated_whole() => TinyTraining.AreEqual(
        [1, 2, 1, 2, 3, 4, 3, 4], Outputs(4, [1, 2, 3, 4], Layer.Reshape(1, 2, 2), Layer.UpSampling2D((1, 2))));

    [TestMethod]
    public void Timesteps_are_repeated() => TinyTraining.AreEqual(
        [1, 2, 1, 2, 1, 2, 3, 4, 3, 4, 3, 4], Outputs(LayerShape.Sequence(2, 2), [1, 2, 3, 4], Layer.UpSampling1D(3)));

    [TestMethod]
    public void Units_become_timesteps() => TinyTraining.AreEqual([1, 2, 1, 2, 1, 2], Outputs(2, [1, 2], Layer.RepeatVector(3)));

    /// <summary>A kernel of 1 and 10 tells channels apart. Features of an image have them first; what they become has them last.</summary>
    [TestMethod]
    public void A_reshape_has_channels_last()
    {
        TinyTraining.AreEqual([21, 43, 65], Outputs(6, [1, 2, 3, 4, 5, 6], [[1, 10], [0]], Layer.Reshape(1, 3, 2), Layer.Conv2D(1, 1)));
        TinyTraining.AreEqual([41, 52, 63], Outputs(LayerShape.Image(1, 3, 2), [1, 2, 3, 4, 5, 6], [[1, 10], [0]], Layer.Reshape(3, 2), Layer.Conv1D(1, 1)));
        TinyTraining.AreEqual([1, 4, 2, 5, 3, 6], Outputs(LayerShape.Image(1, 3, 2), [1, 2, 3, 4, 5, 6], Layer.Reshape(-1)));
    }

    [TestMethod]
    public void A_row_gives_the_same_bits_as_a_batch_and_allocates_nothing()
    {
        const int Rows = 5;
        var random = new Random(1);
        var scorer = new NetworkScorer(Networks.Random(
            6,
            [
                Layer.Dense(8, Activation.Relu), Layer.Reshape(2, 2, 2), Layer.Conv2DTranspose(3, 3, 2, Padding.Same, activation: Activation.Tanh),
                Layer.UpSampling2D(), Layer.Reshape(-1, 3), Layer.UpSampling1D(), Layer.GlobalAveragePooling(), Layer.RepeatVector(2), Layer.Gru(2),
                Layer.Dense(1),
            ],
            random));
        var batch = scorer.CreateBuffers(Rows);
        float[][] rows = [.. Enumerable.Range(0, Rows).Select(_ => Numbers.Array(random, 6))];
        for (var row = 0; row < Rows; row++)
            rows[row].CopyTo(batch.Input.Span[(row * batch.InputStride)..]);
        scorer.Run(Rows, batch);
        var outputs = new float[Rows];
        batch.CopyResultTo(outputs);
        var pass = scorer.CreateRowPass();
        TinyTraining.AreEqual(outputs, rows.Select(row => pass.Run(new VBuffer<float>(6, row))[0]));
        var any = new VBuffer<float>(6, rows[0]);
        Assert.AreEqual(0, Allocations.Of(100, () => pass.Run(any)));
    }

    private static float[] Outputs(LayerShape input, float[] row, params Layer[] layers) => Outputs(input, row, [], layers);

    private static float[] Outputs(LayerShape input, float[] row, float[][] weights, params Layer[] layers) =>
        Networks.Of(input, layers, weights).Outputs(row);
}
