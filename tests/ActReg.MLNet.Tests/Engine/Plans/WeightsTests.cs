using CsCheck;

namespace ActReg.MLNet.Tests;

[TestClass]
public class WeightsTests
{
    private static readonly NetworkPlan Small = NetworkPlanner.Plan(3, [Layer.Dense(4, Activation.Relu), Layer.Dense(1)]);

    [TestMethod]
    public void Names_and_shapes_are_those_of_Keras()
    {
        Layer[] layers = [Layer.Dense(4), Layer.Activation(Activation.Relu), Layer.Dense(2), Layer.Dense(1)];
        var weights = Weights.Zeros(NetworkPlanner.Plan(3, layers));
        CollectionAssert.AreEqual(
            new[]
            {
                "dense/kernel [3, 4]", "dense/bias [4]", "dense_1/kernel [4, 2]", "dense_1/bias [2]", "dense_2/kernel [2, 1]",
                "dense_2/bias [1]",
            },
            weights.Select(weight => $"{weight.Name} [{string.Join(", ", weight.Shape)}]").ToArray());
    }

    [TestMethod]
    public void Normalization_layers_have_the_weights_of_Keras()
    {
        Layer[] layers =
            [Layer.BatchNorm(), Layer.Dense(4), Layer.LayerNorm(), Layer.Dropout(0.5f), Layer.BatchNorm(), Layer.LayerNorm()];
        var weights = Weights.Initialize(NetworkPlanner.Plan(3, layers), RandomStreams.Create(1, RandomStreams.Initialization));
        CollectionAssert.AreEqual(
            new[]
            {
                "batch_normalization/gamma 1 1 1", "batch_normalization/beta 0 0 0", "batch_normalization/moving_mean 0 0 0",
                "batch_normalization/moving_variance 1 1 1", "layer_normalization/gamma 1 1 1 1",
                "layer_normalization/beta 0 0 0 0", "batch_normalization_1/gamma 1 1 1 1", "batch_normalization_1/beta 0 0 0 0",
                "batch_normalization_1/moving_mean 0 0 0 0", "batch_normalization_1/moving_variance 1 1 1 1",
                "layer_normalization_1/gamma 1 1 1 1", "layer_normalization_1/beta 0 0 0 0",
            },
            weights.Where(weight => !weight.Name.StartsWith("dense", StringComparison.Ordinal))
                .Select(weight => $"{weight.Name} {string.Join(' ', weight.Values)}").ToArray());
    }

    [TestMethod]
    public void A_negative_moving_variance_is_named()
    {
        var plan = NetworkPlanner.Plan(2, [Layer.Dense(2), Layer.BatchNorm(), Layer.Dense(1)]);
        var weights = Weights.Zeros(plan);
        Array.Fill(weights[4].Values, -1);
        Weights.CheckFit(plan, weights, "initialWeights");
        weights[5].Values[1] = -0.5f;
        Assert.AreEqual(
            "initialWeights[5] (batch_normalization/moving_variance) must have no negative value; received -0.5.",
            Assert.ThrowsExactly<ArgumentException>(() => Weights.CheckFit(plan, weights, "initialWeights")).Message);
    }

    [TestMethod]
    public void Packed_weights_come_back() => Gen.Select(Architectures.Whole, Gen.Int[1, 30], Gen.Int).Sample(
        (layers, features, seed) =>
        {
            var plan = NetworkPlanner.Plan(features, layers);
            var random = new Random(seed);
            WeightTensor[] weights =
                [.. Weights.Zeros(plan).Select(array => array with { Values = Numbers.Array(random, array.Values.Length) })];
            var parameters = new float[plan.ParameterLength];

            Weights.Pack(plan, weights, parameters);

            foreach (var (expected, actual) in weights.Zip(Weights.Unpack(plan, parameters)))
                CollectionAssert.AreEqual(expected.Values, actual.Values, expected.Name);
            Assert.AreEqual(
                weights.Sum(array => array.Values.Count(value => value != 0)), parameters.Count(value => value != 0), "padding");
        },
        threads: 1);

    /// <summary>
    /// Bounds, mean and variance of U(-a, a), the moments within 5 standard errors: by chance one kernel in 900,000 would fail, and
    /// seeds are fixed.
    /// </summary>
    [TestMethod]
    [DataRow(2, 500)]
    [DataRow(500, 1)]
    [DataRow(300, 200)]
    [DataRow(784, 512)]
    public void Kernels_are_Glorot_uniform(int inputs, int units)
    {
        var plan = NetworkPlanner.Plan(inputs, [Layer.Dense(units)]);
        var limit = Math.Sqrt(6.0 / (inputs + units));
        for (var seed = 0; seed < 5; seed++)
        {
            var weights = Weights.Initialize(plan, RandomStreams.Create(seed, RandomStreams.Initialization));
            var kernel = weights[0].Values;
            Assert.IsLessThanOrEqualTo(limit * (1 + 1e-7), kernel.Max(value => Math.Abs((double)value)));
            Assert.IsGreaterThan(limit * (1 - 20.0 / kernel.Length), kernel.Max(value => Math.Abs((double)value)));
            var variance = limit * limit / 3;
            Assert.AreEqual(0, kernel.Average(), 5 * Math.Sqrt(variance / kernel.Length));
            // The variance of x² is 4a⁴/45.
            var deviation = Math.Sqrt(4 * Math.Pow(limit, 4) / 45);
            Assert.AreEqual(variance, kernel.Average(value => (double)value * value), 5 * deviation / Math.Sqrt(kernel.Length));
            Assert.IsFalse(weights[1].Values.AsSpan().ContainsAnyExcept(0));
        }
    }

    [TestMethod]
    public void Misfits_are_named()
    {
        var good = Weights.Zeros(Small);
        Weights.CheckFit(Small, good, "initialWeights");
        AssertError("initialWeights must have 4 entries for this network; received 3.", [.. good.Take(3)]);
        AssertError(
            "initialWeights[1] (dense/bias) must have shape [4]; received [5].",
            [good[0], good[1] with { Shape = [5] }, good[2], good[3]]);
        AssertError(
            "initialWeights[2] (dense_1/kernel) must have shape [4, 1]; received [4].",
            [good[0], good[1], good[2] with { Shape = [4] }, good[3]]);
        AssertError(
            "initialWeights[0] (dense/kernel) must have 12 values; received 2.", [good[0] with { Values = new float[2] }, .. good.Skip(1)]);
    }

    private static void AssertError(string message, WeightTensor[] weights) =>
        Assert.AreEqual(message, Assert.ThrowsExactly<ArgumentException>(() => Weights.CheckFit(Small, weights, "initialWeights")).Message);
}
