using ActReg.MLNet.Tests.Testing;

namespace ActReg.MLNet.Tests;

/// <summary>Codes of units that are on above a threshold of their own.</summary>
[TestClass]
public sealed class JumpReluTests
{
    private static readonly Layer[] Layers = [new PreBiasLayer(), new CodeLayer(8, CodeSparsity.JumpRelu(8, strength: 10, bandwidth: 2)), new DecoderLayer(isTied: false)];

    /// <summary>With more units to be on than are, thresholds are pulled down, and end at 0.</summary>
    [TestMethod]
    [DataRow(TrainingEngine.Fused)]
    [DataRow(TrainingEngine.Torch)]
    public void No_threshold_becomes_negative(TrainingEngine kind)
    {
        var plan = NetworkPlanner.Plan(5, Layers);
        var set = TrainingSets.Create(new Random(1), 30, 5);
        set = TrainingSet.OfFeatures((RowValues)set.Features);
        using var engine = Engines.Create(
            kind, plan, Weights.Initialize(plan, RandomStreams.Create(1, RandomStreams.Initialization)), new RegressionObjective(RegressionLoss.MeanSquaredError, 5), rows: 30);
        for (var step = 0; step < 20; step++)
            engine.Step(new RowBatch(set, set.AllRows()), 0.01, plan.Strengths());
        var thresholds = engine.GetWeights().Single(weight => weight.Name == "code/threshold").Values;
        Assert.AreEqual(0f, thresholds.Min());
        var pass = new NetworkScorer(new TrainedNetwork(plan, engine.GetWeights(), [], Trainings.Settings())).CreateRowPass(layer: 1);
        foreach (var row in set.AllRows())
            Assert.IsGreaterThanOrEqualTo(0f, pass.Run(new(5, set.Row(row).ToArray())).ToArray().Min());
    }

    /// <summary>Models of earlier builds may have such thresholds: they score by them.</summary>
    [TestMethod]
    public void A_stored_threshold_that_is_negative_stays_so()
    {
        var network = Networks.Random(5, Layers, new Random(1)) with { Weights = RandomWeights.Create(5, Layers, new Random(1)) };
        Array.Fill(network.Weights.Single(weight => weight.Name == "code/threshold").Values, -100);
        var row = Numbers.Array(new Random(2), 5);
        using var stream = new MemoryStream(StoredNetworks.Store(network));
        var loaded = NetworkFile.Read(stream);
        TinyTraining.AreEqual(network.Outputs(row), loaded.Outputs(row));
        Assert.IsLessThan(0f, new NetworkScorer(loaded).CreateRowPass(layer: 1).Run(new(5, row)).ToArray().Min());
    }
}
