namespace ActReg.MLNet.Tests;

/// <summary>Engines of either kind, used alike.</summary>
internal static class Engines
{
    public static ITrainingEngine Create(
        TrainingEngine kind, NetworkPlan plan, IReadOnlyList<WeightTensor> weights, Loss loss, int rows, TrainingSettings? settings = null)
    {
        var problem = new TrainingProblem(plan, weights, loss, rows, settings ?? Trainings.Settings());
        return kind == TrainingEngine.Torch ? new TorchEngine(problem) : new FusedEngine(problem);
    }

    /// <summary>The gradient by each weight array, in public layout.</summary>
    public static float[][] GradientByWeights(this ITrainingEngine engine, NetworkPlan plan)
    {
        var gradient = engine.GetGradient();
        if (engine is FusedEngine)
            return [.. Weights.Unpack(plan, gradient).Select(array => array.Values)];
        var start = 0;
        return [.. plan.Weights.Select(place => gradient[start..(start += (int)place.Count)])];
    }

    /// <summary>What leaves every activity penalty as it is.</summary>
    public static double[] Strengths(this NetworkPlan plan) => [.. plan.PenalizedSteps.Select(_ => 1.0)];

    public static double[][] ToDouble(this IReadOnlyList<WeightTensor> weights) =>
        [.. weights.Select(array => Array.ConvertAll(array.Values, value => (double)value))];

    /// <param name="expected">Of any networks, array by array.</param>
    /// <param name="actual">The same.</param>
    /// <param name="tolerance">Relative to the largest expected value where that is above 1.</param>
    public static void AssertClose(IReadOnlyList<double[]> expected, IReadOnlyList<float[]> actual, double tolerance)
    {
        Assert.HasCount(expected.Count, actual);
        var scale = Math.Max(1, expected.Max(array => array.Max(Math.Abs)));
        for (var array = 0; array < expected.Count; array++)
        {
            Assert.HasCount(expected[array].Length, actual[array]);
            for (var i = 0; i < expected[array].Length; i++)
                Assert.AreEqual(expected[array][i], actual[array][i], tolerance * scale, $"array {array}, value {i}");
        }
    }

    /// <inheritdoc cref="AssertClose(IReadOnlyList{double[]}, IReadOnlyList{float[]}, double)"/>
    public static void AssertClose(IReadOnlyList<float[]> expected, IReadOnlyList<float[]> actual, double tolerance) =>
        AssertClose([.. expected.Select(array => Array.ConvertAll(array, value => (double)value))], actual, tolerance);

    /// <summary>All figures, relative where they are above 1.</summary>
    public static void AssertClose(BatchSums expected, BatchSums actual, double tolerance)
    {
        AssertClose(expected.Weight, actual.Weight);
        AssertClose(expected.DataLoss, actual.DataLoss);
        AssertClose(expected.ActivityPenalty, actual.ActivityPenalty);
        AssertClose(expected.KernelPenalty, actual.KernelPenalty);
        AssertClose(expected.Correct, actual.Correct);

        void AssertClose(double wanted, double found)
        {
            if (double.IsNaN(wanted))
                Assert.IsTrue(double.IsNaN(found), $"{expected}, {actual}");
            else
                Assert.AreEqual(wanted, found, tolerance * Math.Max(1, Math.Abs(wanted)), $"{expected}, {actual}");
        }
    }
}
