using Microsoft.ML.Data;

namespace ActReg.MLNet.Tests;

/// <summary>Pooling by windows that are far larger than their input.</summary>
[TestClass]
public sealed class PoolingStepTests
{
    /// <summary>Four billion places in all, of which nine are not padding.</summary>
    [TestMethod]
    [DataRow(PoolingKind.Max, 5f)]
    [DataRow(PoolingKind.Average, 3f)]
    public void Takes_what_is_there(PoolingKind kind, float expected)
    {
        const int Size = 2_000_000_001;
        var plan = NetworkPlanner.Plan(
            LayerShape.Sequence(3, 1), [new Pooling1DLayer(kind, Size, 1, Padding.Same, activityRegularizer: null), Layer.Flatten()]);
        var scorer = new NetworkScorer(new TrainedNetwork(plan, [], [], Trainings.Settings()));
        TinyTraining.AreEqual([expected, expected, expected], scorer.CreateRowPass().Run(new VBuffer<float>(3, [1, 3, 5])).ToArray());
    }
}
