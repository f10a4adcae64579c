using CsCheck;

namespace ActReg.MLNet.Tests;

[TestClass]
public sealed class PathIntegralTests
{
    /// <summary>
    /// A network of one hidden layer of ReLUs is linear between the kinks of its units, which lie where their inputs are 0: so the integral is a sum that can be written down.
    /// </summary>
    [TestMethod]
    public void A_network_of_ReLUs_has_the_integral_of_its_pieces() => Gen.Select(Gen.Int[1, 8], Gen.Int[1, 30], Gen.Int).Sample(
        (features, units, seed) =>
        {
            var random = new Random(seed);
            var network = Networks.Random(LayerShape.Flat(features), [Layer.Dense(units, Activation.Relu), Layer.Dense(1)], random);
            float[] from = Numbers.Array(random, features), to = Numbers.Array(random, features);
            var actual = Contributions(network, from, to, steps: 256);
            float[] kernel = network.Weights[0].Values, bias = network.Weights[1].Values, last = network.Weights[2].Values;
            for (var feature = 0; feature < features; feature++)
            {
                double expected = 0;
                for (var unit = 0; unit < units; unit++)
                {
                    double start = bias[unit], slope = 0;
                    for (var i = 0; i < features; i++)
                    {
                        start += (double)kernel[i * units + unit] * from[i];
                        slope += (double)kernel[i * units + unit] * (to[i] - from[i]);
                    }

                    // The part of the line where the unit is on.
                    var kink = Math.Clamp(-start / slope, 0, 1);
                    var on = slope > 0 ? 1 - kink : kink;
                    expected += on * last[unit] * kernel[feature * units + unit] * (to[feature] - (double)from[feature]);
                }

                // Kinks within one of the 256 pieces may be taken for each other.
                Assert.AreEqual(expected, actual[feature], 2e-4 * units, $"feature {feature}");
            }
        },
        iter: 60, threads: 1);

    /// <summary>A smooth network's integral, by a rule of many more points.</summary>
    [TestMethod]
    public void A_smooth_network_has_the_integral_of_many_points()
    {
        var random = new Random(3);
        var network = Networks.Random(LayerShape.Flat(5), [Layer.Dense(12, Activation.Tanh), Layer.Dense(7, Activation.Silu), Layer.Dense(1)], random);
        float[] from = Numbers.Array(random, 5), to = Numbers.Array(random, 5);
        var expected = Contributions(network, from, to, steps: 2_000);
        var actual = Contributions(network, from, to, ContributionSettings.DefaultSteps);
        for (var i = 0; i < 5; i++)
            Assert.AreEqual(expected[i], actual[i], 1e-4);
    }

    /// <summary>What does not add up at first is cut into smaller pieces: a network with a step of 1/1000 on its way.</summary>
    [TestMethod]
    public void Steep_places_are_found()
    {
        var network = Networks.Of(
            LayerShape.Flat(2), [Layer.Dense(2, Activation.Relu), Layer.Dense(1)], [1000, 1000, 0, 0], [-500.3f, -501.3f], [1, -1], [0]);
        var actual = Contributions(network, [0, 0], [1, 1], steps: 4);
        Assert.AreEqual(1, actual[0], 1e-4);
        Assert.AreEqual(0, actual[1]);
    }

    /// <summary>A feature that is far beyond where it matters: the way to it is cut into ever smaller pieces near its beginning.</summary>
    [TestMethod]
    [DataRow(1e10f)]
    [DataRow(1e30f)]
    public void A_huge_value_has_its_share(float value)
    {
        var network = Networks.Of(LayerShape.Flat(2), [Layer.Dense(1, Activation.Tanh), Layer.Dense(1)], [1, 1], [0], [3], [0]);
        var actual = Contributions(network, [0, 0], [value, 1], ContributionSettings.DefaultSteps);
        Assert.AreEqual(3, actual.Sum(), 1e-4);
        Assert.AreEqual(3, actual[0], 1e-3);
    }

    private static double[] Contributions(TrainedNetwork network, float[] from, float[] to, int steps)
    {
        var path = new ScorePath([new PathNetwork(network, new ScoredOutputs(null, null), 65)], MemberMean.Values, 65);
        path.SetRow(from, to);
        var contributions = new double[from.Length];
        PathIntegral.Compute(path, output: 0, steps, contributions);
        return contributions;
    }
}
