using CsCheck;

namespace ActReg.MLNet.Tests;

/// <summary>Loss and gradient of networks on images and sequences against an independent computation in double precision.</summary>
[TestClass]
public sealed class ImageGradientTests
{
    private const double Tolerance = 1e-5;
    private const double Step = 1e-7;

    // Many times what a step moves a value by.
    private const double KinkMargin = 1e-5;

    private const int Capacity = 5;

    private static readonly Gen<(int Seed, int Rows, bool Weighted)> Cases = Gen.Select(Gen.Int, Gen.Int[1, Capacity], Gen.Bool);

    [TestMethod]
    public void Loss_and_gradient_equal_central_differences()
    {
        int computed = 0, skipped = 0;
        Cases.Sample(
            c =>
            {
                var random = new Random(c.Seed);
                var (input, layers) = ImageNetworks.Create(random);
                if (Draw(input, layers, c.Rows, c.Weighted, random) is not var (set, weights, reference))
                {
                    skipped++;
                    return;
                }

                computed++;
                var batch = new FusedBatch(layers, weights, input, Capacity);
                // Leaves other values in every buffer.
                batch.Compute(TrainingSets.Create(random, Capacity, input.Size));
                var actual = batch.Compute(set);
                Assert.AreEqual(reference.DataLoss, batch.DataLoss, 1e-5 * Math.Max(1, reference.DataLoss));
                Assert.AreEqual(reference.Penalty, batch.Penalty, 1e-5 * Math.Max(1, reference.Penalty));
                Engines.AssertClose(reference.Gradient(weights.ToDouble(), Step), actual, Tolerance);
                Assert.IsFalse(batch.PaddingGradient().AsSpan().ContainsAnyExcept(0), "padding");
            },
            iter: 150, threads: 1, print: c => $"{c}: {ImageNetworks.Text(c.Seed)}");
        Assert.IsLessThan(computed / 5, skipped, "too many networks had no draw away from kinks");
    }

    [TestMethod]
    public void A_gradient_does_not_depend_on_what_was_computed_before() => Cases.Sample(
        c =>
        {
            var random = new Random(c.Seed);
            var (input, layers) = ImageNetworks.Create(random);
            var set = TrainingSets.Create(random, c.Rows, input.Size, c.Weighted);
            var weights = RandomWeights.Create(input, layers, random);
            var fresh = new FusedBatch(layers, weights, input, c.Rows).Compute(set);
            var used = new FusedBatch(layers, weights, input, Capacity);
            used.Compute(TrainingSets.Create(random, Capacity, input.Size));
            var again = used.Compute(set);
            for (var array = 0; array < fresh.Length; array++)
                CollectionAssert.AreEqual(fresh[array], again[array]);
        },
        iter: 300, threads: 1, print: c => $"{c}: {ImageNetworks.Text(c.Seed)}");

    /// <summary>A batch and weights away from kinks, or null.</summary>
    private static (TrainingSet, IReadOnlyList<WeightTensor>, ReferenceNetwork)? Draw(
        LayerShape input, IReadOnlyList<Layer> layers, int rows, bool weighted, Random random)
    {
        for (var attempt = 0; attempt < 50; attempt++)
        {
            var set = TrainingSets.Create(random, rows, input.Size, weighted);
            var weights = RandomWeights.Create(input, layers, random);
            var reference = new ReferenceNetwork(layers, set, input: input);
            reference.Compute(weights.ToDouble());
            if (reference.KinkDistance > KinkMargin)
                return (set, weights, reference);
        }

        return null;
    }
}
