using CsCheck;

namespace ActReg.MLNet.Tests;

/// <summary>Dense layers on each timestep of a sequence, or each pixel of an image, whatever the sizes, and what is around them.</summary>
[TestClass]
public sealed class PositionDenseStepTests
{
    private static readonly Gen<(int Units, int Others, int Features, int Timesteps, int Rows, bool IsFirst, bool Weighted, int Seed)> Cases =
        Gen.Select(Gen.Int[1, 20], Gen.Int[1, 20], Gen.Int[1, 9], Gen.Int[1, 9], Gen.Int[1, 12], Gen.Bool, Gen.Bool, Gen.Int);

    [TestMethod]
    public void Loss_and_gradient_equal_central_differences() => Cases.Sample(
        c =>
        {
            var random = new Random(c.Seed);
            var features = c.Timesteps * c.Features;
            var layers = Layers(c.Units, c.Others, c.Features, c.IsFirst);
            var set = TrainingSets.Create(random, c.Rows, features, c.Weighted);
            var weights = RandomWeights.Create(features, layers, random);
            var batch = new FusedBatch(layers, weights, features, 12);
            // Leaves other values in every buffer.
            batch.Compute(TrainingSets.Create(random, 12, features));
            var actual = batch.Compute(set);
            var reference = new ReferenceNetwork(layers, set);
            var expected = reference.Gradient(weights.ToDouble(), 1e-6);
            reference.Compute(weights.ToDouble());
            Assert.AreEqual(reference.DataLoss, batch.DataLoss, 1e-5 * Math.Max(1, reference.DataLoss));
            Assert.AreEqual(reference.Penalty, batch.Penalty, 1e-5 * Math.Max(1, reference.Penalty));
            Engines.AssertClose(expected, actual, 1e-5);
            Assert.IsFalse(batch.PaddingGradient().AsSpan().ContainsAnyExcept(0), "padding");
        },
        iter: 60, threads: 1);

    /// <summary>Rows by themselves go place by place, of many rows each place is one product.</summary>
    [TestMethod]
    public void A_row_has_the_same_bits_among_others() => Cases.Sample(
        c =>
        {
            var random = new Random(c.Seed);
            var features = c.Timesteps * c.Features;
            var scorer = new NetworkScorer(Networks.Random(features, Layers(c.Units, c.Others, c.Features, c.IsFirst), random));
            var set = TrainingSets.Create(random, c.Rows, features);
            var many = scorer.CreateBuffers(c.Rows);
            var one = scorer.CreateBuffers(1);
            for (var row = 0; row < c.Rows; row++)
                set.Row(row).CopyTo(many.Input.Span[(row * many.InputStride)..]);
            scorer.Run(c.Rows, many);
            var outputs = new float[c.Rows];
            many.CopyResultTo(outputs);
            for (var row = 0; row < c.Rows; row++)
            {
                set.Row(row).CopyTo(one.Input.Span);
                scorer.Run(1, one);
                Assert.AreEqual(one.FirstRow[0], outputs[row]);
            }
        },
        iter: 60, threads: 1);

    private static Layer[] Layers(int units, int others, int features, bool isFirst) =>
    [
        .. isFirst ? Array.Empty<Layer>() : [Layer.Scale()], Layer.Reshape(-1, features),
        Layer.Dense(units, Activation.Tanh, kernelRegularizer: KernelRegularizer.L2(0.1f)), Layer.Dense(others, activityRegularizer: ActivityRegularizer.L2(0.1f)),
        Layer.Flatten(), Layer.Dense(1),
    ];
}
