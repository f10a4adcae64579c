using CsCheck;

namespace ActReg.MLNet.Tests;

/// <summary>The whole of forward pass, loss and backward pass against an independent computation in double precision.</summary>
[TestClass]
public class GradientTests
{
    /// <summary>Of a derivative, relative to the largest of its network where that is above 1.</summary>
    private const double GradientTolerance = 4e-6;

    /// <summary>Of losses and penalties, relative where they are above 1.</summary>
    private const double LossTolerance = 2e-6;

    private const double Step = 1e-7;

    // Many times what a step moves a value by: each layer's weights are within 1, and so, mostly, are its inputs.
    private const double KinkMargin = 2e-5;

    private static readonly Gen<(Layer[] Layers, int Features, int Rows, bool Weighted, int Seed)> Cases =
        Gen.Select(Architectures.Whole, Gen.Int[1, 12], Gen.Int[1, 40], Gen.Bool, Gen.Int);

    [TestMethod]
    public void Loss_and_gradient_equal_central_differences_of_a_reference()
    {
        int computed = 0, skipped = 0;
        Cases.Sample(
            c =>
            {
                var random = new Random(c.Seed);
                if (Draw(c.Layers, c.Features, c.Rows, c.Weighted, random) is not var (set, weights, reference))
                {
                    skipped++;
                    return;
                }

                computed++;
                var batch = new FusedBatch(c.Layers, weights, c.Features, 40);
                // Leaves other values in every buffer.
                batch.Compute(TrainingSets.Create(random, 40, c.Features));
                var actual = batch.Compute(set);

                AssertClose(reference.DataLoss, batch.DataLoss);
                AssertClose(reference.Penalty, batch.Penalty);
                AssertClose(reference.Accuracy, batch.Accuracy);
                var expected = reference.Gradient(ToDouble(weights), Step);
                var tolerance = GradientTolerance * Math.Max(1, expected.Max(array => array.Max(Math.Abs)));
                for (var array = 0; array < expected.Length; array++)
                {
                    for (var i = 0; i < expected[array].Length; i++)
                        Assert.AreEqual(expected[array][i], actual[array][i], tolerance, $"{weights[array].Name}[{i}]");
                }

                Assert.IsFalse(batch.PaddingGradient().AsSpan().ContainsAnyExcept(0), "padding");
            },
            iter: 100, threads: 1, print: c => $"{Architectures.Text(c.Layers)}, {c}");
        Assert.IsLessThan(computed / 10, skipped, "too many networks had no draw away from kinks");
    }

    [TestMethod]
    public void A_gradient_does_not_depend_on_what_was_computed_before() => Cases.Sample(
        c =>
        {
            var random = new Random(c.Seed);
            var set = TrainingSets.Create(random, c.Rows, c.Features, c.Weighted);
            var weights = RandomWeights.Create(c.Features, c.Layers, random);
            var fresh = new FusedBatch(c.Layers, weights, c.Features, c.Rows).Compute(set);
            var used = new FusedBatch(c.Layers, weights, c.Features, 40);
            used.Compute(TrainingSets.Create(random, 40, c.Features));
            var again = used.Compute(set);
            for (var array = 0; array < fresh.Length; array++)
                CollectionAssert.AreEqual(fresh[array], again[array]);
        },
        threads: 1);

    /// <summary>A batch and weights away from kinks, or null.</summary>
    private static (TrainingSet, IReadOnlyList<WeightTensor>, ReferenceNetwork)? Draw(
        Layer[] layers, int features, int rows, bool weighted, Random random)
    {
        for (var attempt = 0; attempt < 50; attempt++)
        {
            var set = TrainingSets.Create(random, rows, features, weighted);
            var weights = RandomWeights.Create(features, layers, random);
            var reference = new ReferenceNetwork(layers, set);
            reference.Compute(ToDouble(weights));
            if (reference.KinkDistance > KinkMargin)
                return (set, weights, reference);
        }

        return null;
    }

    private static double[][] ToDouble(IReadOnlyList<WeightTensor> weights) =>
        [.. weights.Select(array => array.Values.Select(value => (double)value).ToArray())];

    private static void AssertClose(double expected, double actual) =>
        Assert.AreEqual(expected, actual, LossTolerance * Math.Max(1, Math.Abs(expected)));
}
