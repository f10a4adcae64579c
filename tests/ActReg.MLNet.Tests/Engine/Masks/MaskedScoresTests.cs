using ActReg.MLNet.Tests.Testing;
using CsCheck;
using Microsoft.ML.Data;

namespace ActReg.MLNet.Tests;

/// <summary>What managed code makes of masked sequences.</summary>
[TestClass]
public sealed class MaskedScoresTests
{
    private const int Rows = 6;

    /// <summary>A batch of rows of all lengths, and each of them alone, dense and sparse.</summary>
    [TestMethod]
    public void A_padded_row_scores_as_without_its_padding() => Gen.Int.Sample(
        seed =>
        {
            var random = new Random(seed);
            var network = MaskedNetwork.Create(random);
            float[][] rows = [.. Enumerable.Range(0, Rows).Select(_ => network.Row(random, random.Next(1, network.Timesteps + 1)))];
            var scorer = new NetworkScorer(network.Trained());
            var buffers = scorer.CreateBuffers(Rows);
            float[][] padded = [.. rows.Select(row => network.Pad(row, random))];
            for (var i = 0; i < Rows; i++)
                padded[i].CopyTo(buffers.Input.Span[(i * buffers.InputStride)..]);
            scorer.Run(Rows, buffers);
            var pass = scorer.CreateRowPass();
            for (var i = 0; i < Rows; i++)
            {
                var expected = network.Shorter(rows[i].Length / network.Features).Outputs(rows[i])[0];
                Assert.AreEqual(expected, buffers[scorer.Plan.Steps.Count - 1].Span[i], $"row {i}");
                Assert.AreEqual(expected, pass.Run(new VBuffer<float>(padded[i].Length, padded[i]))[0], $"row {i} alone");
                Assert.AreEqual(expected, pass.Run(Sparse(padded[i]))[0], $"row {i}, sparse");
            }
        },
        iter: 150, threads: 1, seed: "0000KOIPe036", print: seed => $"{seed}: {MaskedNetwork.Create(new Random(seed))}");

    /// <summary>h = tanh(x + h / 2), forwards and backwards.</summary>
    [TestMethod]
    public void Returned_sequences_repeat_the_output_before()
    {
        var model = Networks.Of(
            LayerShape.Sequence(5, 1), [Layer.Masking(7), Layer.SimpleRnn(1, returnSequences: true, bidirectional: true), Layer.GlobalMaxPooling()],
            [1], [0.5f], [0], [1], [0.5f], [0]).ToModel();
        var activations = model.GetActivations([7, 1, 7, -2, 7]);
        double first = Math.Tanh(1), second = Math.Tanh(-2 + first / 2), last = Math.Tanh(-2), lastButOne = Math.Tanh(1 + last / 2);
        AssertClose([0, lastButOne, first, lastButOne, first, last, second, last, second, 0], activations[1].Values);
        TinyTraining.AreEqual([0, 1, 0, -2, 0], activations[0].Values);
        AssertClose([first, lastButOne], activations[2].Values);
    }

    [TestMethod]
    public void A_timestep_is_masked_only_if_all_its_features_are()
    {
        var model = Networks.Of(
            LayerShape.Sequence(4, 2), [Layer.Masking(), Layer.Dense(1), Layer.GlobalAveragePooling()], [1, 10], [100]).ToModel();
        var activations = model.GetActivations([1, 0, 0, -0f, 0, 2, 0, 0]);
        // The dense layer computes all timesteps, like Keras's, and the mean leaves two out.
        TinyTraining.AreEqual([101, 100, 120, 100], activations[1].Values);
        TinyTraining.AreEqual([110.5f], activations[2].Values);
    }

    [TestMethod]
    public void The_number_0_is_masked_where_an_embedding_says_so()
    {
        float[] vectors = [50, 1, 2];
        Assert.AreEqual(1.5f, Mean(maskZero: true));
        Assert.AreEqual(103 / 4f, Mean(maskZero: false));

        float Mean(bool maskZero) =>
            Networks.Of(4, [Layer.Embedding(3, 1, maskZero), Layer.GlobalAveragePooling()], vectors).Outputs([0, 1, 2, 0])[0];
    }

    [TestMethod]
    public void A_row_that_is_all_masked_puts_out_zeros()
    {
        Layer[] lasts =
        [
            Layer.GlobalAveragePooling(), Layer.GlobalMaxPooling(), Layer.SimpleRnn(3, bidirectional: true), Layer.Gru(3), Layer.Lstm(3),
        ];
        foreach (var last in lasts)
        {
            var network = Networks.Random(
                LayerShape.Sequence(4, 2), [Layer.Masking(3), Layer.Lstm(3, returnSequences: true), Layer.Dense(2), last], new Random(1));
            var outputs = network.Outputs([3, 3, 3, 3, 3, 3, 3, 3]);
            TinyTraining.AreEqual(outputs.Select(_ => 0f), outputs, last.ToString());
        }
    }

    [TestMethod]
    public void A_masked_row_allocates_nothing()
    {
        var random = new Random(1);
        var pass = new NetworkScorer(Networks.Random(
            LayerShape.Sequence(6, 2), [Layer.Masking(), Layer.Gru(8, returnSequences: true), Layer.GlobalMaxPooling(), Layer.Dense(1)], random))
            .CreateRowPass();
        var row = new VBuffer<float>(12, [.. Numbers.Array(random, 8), 0, 0, 0, 0]);
        Assert.AreEqual(0, Allocations.Of(100, () => pass.Run(row)));
    }

    private static VBuffer<float> Sparse(float[] row)
    {
        (int Index, float Value)[] values = [.. row.Index().Where(value => value.Item != 0)];
        return new VBuffer<float>(row.Length, values.Length, [.. values.Select(value => value.Value)], [.. values.Select(value => value.Index)]);
    }

    private static void AssertClose(double[] expected, float[] actual)
    {
        Assert.HasCount(expected.Length, actual);
        for (var i = 0; i < expected.Length; i++)
            Assert.AreEqual(expected[i], actual[i], 1e-6, $"value {i}");
    }
}
