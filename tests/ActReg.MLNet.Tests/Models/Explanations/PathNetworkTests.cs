using ActReg.MLNet.Tests.Testing;

namespace ActReg.MLNet.Tests;

/// <summary>Networks of every kind of step that has a slope.</summary>
[TestClass]
public sealed class PathNetworkTests
{
    private static readonly ContributionSettings Settings = ContributionSettings.Default;

    private static readonly TrainedNetwork[] Networks =
    [
        .. StoredNetworks.All.Select(network => network with { Settings = network.Settings with { SeriesWindow = null } })
            .Where(network => PathNetwork.Problem(network) == null),
        .. ReferenceActivation.All.Select(activation => Of(4, Layer.Dense(5, activation), Layer.ParametricActivation(activation), Layer.Dense(2))),
        Of(7, new ImputationLayer([2, 6]), Layer.RobustScaling(), Layer.CategoryEmbedding(2, blocks: [new(2, 2), new(5, 2)]), Layer.PeriodicEmbedding(3, 4), Layer.Dense(1)),
        Of(4, Layer.RobustScaling(bound: null), Layer.PeriodicEmbedding(5, 3, sigma: 0.5f), Layer.Dense(3, Activation.Relu), Layer.Dense(1)),
        Of(4, Layer.BatchNorm(), Layer.LayerNorm(0.1f), Layer.Scale(), Layer.Dropout(0.5f), Layer.Dense(3, Activation.Relu), Layer.BatchNorm(), Layer.Dense(1)),
        .. Enum.GetValues<MemberMean>().Select(mean => Of(4, Layer.BatchEnsemble(3), Layer.Dense(5, Activation.Relu), new MemberOutputLayer(3, mean, null, null))),
    ];

    public static IEnumerable<object[]> Places => Networks.Select((_, i) => new object[] { i });

    /// <summary>
    /// Along any line, contributions add up to what the score changes by; and where one feature moves alone, all of that is its own: a wrong derivative by any feature would be seen.
    /// </summary>
    [TestMethod]
    [DynamicData(nameof(Places))]
    public void Contributions_add_up_along_every_line(int index)
    {
        var network = Networks[index];
        var random = new Random(index);
        var size = network.Plan.InputSize;
        for (var output = 0; output < network.Plan.OutputSize; output++)
        {
            float[] baseline = Numbers.Array(random, size), row = Numbers.Array(random, size);
            Check(baseline, row, output);
            for (var feature = 0; feature < size; feature++)
            {
                float[] moved = [.. baseline];
                moved[feature] = row[feature];
                var values = Check(baseline, moved, output);
                Assert.IsTrue(values.Index().All(value => value.Index == feature || value.Item == 0), $"feature {feature}");
            }
        }

        IReadOnlyList<float> Check(float[] from, float[] to, int output)
        {
            var scored = new ScoredOutputs(null, network.LabelScales);
            var path = new ScorePath([new PathNetwork(network, scored, Settings.Capacity)], MemberMean.Values, Settings.Capacity);
            var contributions = new double[size];
            path.SetRow(from, to);
            var (baseline, row) = PathIntegral.Compute(path, output, Settings.Steps, contributions);
            double expectedFrom = Score(from, output), expectedTo = Score(to, output);
            var tolerance = 1e-5 * Math.Max(1, Math.Max(Math.Abs(expectedFrom), Math.Abs(expectedTo)));
            Assert.AreEqual(expectedFrom, baseline, tolerance);
            Assert.AreEqual(expectedTo, row, tolerance);
            Assert.AreEqual(expectedTo - expectedFrom, contributions.Sum(), 2 * tolerance);
            return [.. contributions.Select(value => (float)value)];
        }

        double Score(float[] features, int output)
        {
            var outputs = network.Outputs(features);
            network.LabelScales?.Undo(outputs);
            return outputs[output];
        }
    }

    [TestMethod]
    public void Networks_without_slopes_are_named()
    {
        Assert.AreEqual(
            "looks features up in an embedding, and has no slope by them",
            PathNetwork.Problem(Tests.Networks.Random(LayerShape.Flat(3), [Layer.Embedding(4, 2), Layer.Flatten(), Layer.Dense(1)], new Random(1))));
        Assert.AreEqual(
            "masks timesteps by the values of features, and has no slope where these change",
            PathNetwork.Problem(Tests.Networks.Random(LayerShape.Sequence(3, 2), [Layer.Masking(0), Layer.Lstm(2), Layer.Dense(1)], new Random(1))));
        Assert.AreEqual(
            "has layers[1] (TopK), whose outputs jump where others become larger",
            PathNetwork.Problem(Tests.Networks.Random(LayerShape.Flat(3), [Layer.Dense(4), Layer.TopK(2), Layer.Dense(1)], new Random(1))));
        var plain = Tests.Networks.Random(LayerShape.Flat(3), [Layer.Dense(1)], new Random(1));
        Assert.IsNull(PathNetwork.Problem(plain));
        Assert.AreEqual(
            "reads each row on a scale of its own, by its SeriesWindow",
            PathNetwork.Problem(plain with { Settings = plain.Settings with { SeriesWindow = SeriesWindow.Of(0, 2) } }));
    }

    private static TrainedNetwork Of(LayerShape input, params Layer[] layers) =>
        Tests.Networks.Random(input, layers, new Random(1)) with { Weights = RandomWeights.Create(input, layers, new Random(1)) };
}
