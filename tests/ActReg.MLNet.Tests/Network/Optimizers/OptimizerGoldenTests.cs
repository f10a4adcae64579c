namespace ActReg.MLNet.Tests;

/// <summary>Optimizers, weight decay and clipping of both engines, step by step.</summary>
[TestClass]
public class OptimizerGoldenTests
{
    // Of the plan's arrays: 8 values that decay; 3 that do, or do not; 1 that does.
    private const int Eight = 0;
    private const int DecayingThree = 2;
    private const int KeptThree = 3;
    private const int One = 6;

    private static readonly OptimizerFixture Golden = OptimizerFixture.Load();

    public static IEnumerable<object[]> Cases =>
        from golden in Golden.Cases
        from engine in new[] { TrainingEngine.Fused, TrainingEngine.Torch }
        select new object[] { golden.Name, engine };

    [TestMethod]
    [DynamicData(nameof(Cases))]
    public void Thirty_steps_match(string name, TrainingEngine engine)
    {
        var golden = Golden.Cases.Single(entry => entry.Name == name);
        int[] places = [Eight, golden.Decayed?[8] == true ? DecayingThree : KeptThree, One];
        using var weights = UpdatedWeights.Start(
            engine, golden.CreateOptimizer(), golden.CreateClipping(), InPlace(Golden.Initial, places));
        for (var step = 0; step < Golden.Gradients.Length; step++)
        {
            weights.Step(Golden.LearningRates[step], InPlace(Golden.Gradients[step], places));
            var current = weights.Current;
            float[] actual = [.. places.SelectMany(place => current[place].Values)];
            var expected = golden.Parameters[step];
            Assert.HasCount(expected.Length, actual);
            for (var i = 0; i < expected.Length; i++)
            {
                var tolerance = OptimizerFixture.Tolerance * Math.Max(1, Math.Abs(expected[i]));
                Assert.AreEqual(expected[i], actual[i], tolerance, $"parameter {i} after step {step + 1}");
            }
        }
    }

    /// <summary>The fixture's arrays at their places; every other value is 0.</summary>
    private static IReadOnlyList<WeightTensor> InPlace(float[] values, int[] places)
    {
        var weights = Weights.Zeros(UpdatedWeights.Plan);
        var next = 0;
        for (var i = 0; i < places.Length; i++)
        {
            Assert.HasCount(Golden.ArrayLengths[i], weights[places[i]].Values);
            values.AsSpan(next, Golden.ArrayLengths[i]).CopyTo(weights[places[i]].Values);
            next += Golden.ArrayLengths[i];
        }

        return weights;
    }
}
