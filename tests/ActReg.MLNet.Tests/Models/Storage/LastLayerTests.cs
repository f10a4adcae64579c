namespace ActReg.MLNet.Tests;

/// <summary>Networks that end in something else than a dense layer are stored and scored like any other.</summary>
[TestClass]
public class LastLayerTests
{
    private static readonly (LayerShape Input, Layer[] Layers)[] Networks =
    [
        (4, [Layer.Dense(3), Layer.Activation(Activation.Sigmoid)]),
        (4, [Layer.Dense(9, Activation.Relu), Layer.Dense(2), Layer.BatchNorm()]),
        (4, [Layer.Dense(9), Layer.LayerNorm()]),
        (4, [Layer.Dense(3), Layer.Dropout(0.5f)]),
        (4, [Layer.Dense(2), Layer.ActivityRegularization(ActivityRegularizer.L2())]),
        (4, [Layer.Activation(Activation.Tanh)]),
        (LayerShape.Sequence(5, 2), [Layer.Lstm(3, bidirectional: true)]),
        (LayerShape.Sequence(5, 2), [Layer.Conv1D(3, 2, activation: Activation.Gelu()), Layer.GlobalMaxPooling()]),
        (LayerShape.Image(4, 3, 2), [Layer.Conv2D(3, 2), Layer.Flatten()]),
    ];

    public static IEnumerable<object[]> Cases => Networks.Index().Select(network => new object[] { network.Index });

    [TestMethod]
    [DynamicData(nameof(Cases))]
    public void What_is_stored_scores_the_same(int index)
    {
        var (input, layers) = Networks[index];
        var random = new Random(index);
        var network = Tests.Networks.Of(input, layers, [.. RandomWeights.Create(input, layers, random).Select(array => array.Values)]);
        using var stream = new MemoryStream();
        NetworkFile.Write(network, stream);
        stream.Position = 0;
        var loaded = NetworkFile.Read(stream);

        Assert.AreEqual(stream.Length, stream.Position);
        TinyTraining.AreEqual(layers, loaded.Plan.Layers);
        Assert.AreEqual(network.Plan.Input, loaded.Plan.Input);
        Assert.AreEqual(network.Plan.Output, loaded.Plan.Output);
        for (var row = 0; row < 5; row++)
        {
            var features = Numbers.Array(random, network.Plan.InputSize, 2);
            var outputs = network.Outputs(features);
            Assert.HasCount(network.Plan.OutputSize, outputs);
            Assert.IsTrue(outputs.All(float.IsFinite));
            TinyTraining.AreEqual(outputs, loaded.Outputs(features));
        }
    }

    /// <summary>Torch's forward pass is another computation.</summary>
    [TestMethod]
    [DynamicData(nameof(Cases))]
    public void It_scores_as_it_was_trained(int index)
    {
        var (input, layers) = Networks[index];
        var random = new Random(index);
        var weights = RandomWeights.Create(input, layers, random);
        var network = Tests.Networks.Of(input, layers, [.. weights.Select(array => array.Values)]);
        var set = TrainingSets.WithTargets(random, 5, network.Plan.InputSize, network.Plan.OutputSize);
        using var engine = Engines.Create(
            TrainingEngine.Torch, network.Plan, weights, new RegressionObjective(RegressionLoss.MeanSquaredError, network.Plan.OutputSize), 5);
        var expected = set.AllRows().Sum(row => network.Outputs(set.Row(row).ToArray()).Zip(
            set.Target(row).ToArray(), (output, target) => Math.Pow(output - target, 2)).Average());
        var sums = engine.Evaluate(new(set, set.AllRows()), network.Plan.Strengths());
        Assert.AreEqual(expected, sums.DataLoss, 1e-5 * Math.Max(1, expected));
    }
}
