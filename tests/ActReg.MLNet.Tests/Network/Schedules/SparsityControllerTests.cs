namespace ActReg.MLNet.Tests;

/// <summary>Strengths of each step, from zero fractions made up.</summary>
[TestClass]
public class SparsityControllerTests
{
    private const double Tolerance = 1e-9;

    /// <summary>By the formula of the documentation: no step changes a strength before one has been measured.</summary>
    [TestMethod]
    public void Strengths_follow_the_documented_formula()
    {
        double[][] zeros = [[0.5, 0.9], [0.6, 0.9], [0.8, 0.7], [0.9, 0.99], [0.9, 0.9]];
        const double Active = 1 - 0.8f;
        var engine = Engine(zeros);
        PenaltySchedules.Run(engine, ActivityPenaltySchedule.TargetSparsity(0.8f, epochs: 7), epochs: 5, batchSize: 10);

        for (var layer = 0; layer < 2; layer++)
        {
            double expected = 1;
            Assert.AreEqual(1, engine.Strengths[0][layer]);
            for (var step = 1; step < zeros.Length; step++)
            {
                var gap = Gap(zeros[step - 1][layer]);
                var change = step == 1 ? 0 : gap - Gap(zeros[step - 2][layer]);
                expected *= Math.Exp(3 * change + 3 * gap / 7);
                Assert.AreEqual(expected, engine.Strengths[step][layer], Tolerance * expected, $"step {step}");
            }
        }

        // The 0.99 is off by a factor of 20.
        static double Gap(double zero) => Math.Max(Math.Log((1 - zero) / Active), -Math.Log(10));
    }

    [TestMethod]
    public void By_default_a_gap_closes_in_a_tenth_of_the_training_but_in_150_steps_at_least()
    {
        foreach (var (epochs, steps) in new[] { (10, 150), (400, 200) })
        {
            // Five steps an epoch.
            var engine = Engine([[0.5, 0.5]]);
            PenaltySchedules.Run(engine, ActivityPenaltySchedule.TargetSparsity(0.75f), epochs, batchSize: 2);
            Assert.AreEqual(Math.Exp(3 * Math.Log(2) / steps), engine.Strengths[1][0], Tolerance);
            Assert.AreEqual(engine.Strengths[1][0], engine.Strengths[2][0] / engine.Strengths[1][0], Tolerance);
        }
    }

    [TestMethod]
    public void Epochs_given_are_counted_in_steps()
    {
        // Five steps an epoch.
        var engine = Engine([[0.5, 0.5]]);
        PenaltySchedules.Run(engine, ActivityPenaltySchedule.TargetSparsity(0.75f, epochs: 4), epochs: 2, batchSize: 2);
        Assert.AreEqual(Math.Exp(3 * Math.Log(2) / 20), engine.Strengths[1][0], Tolerance);
    }

    [TestMethod]
    public void Active_units_count_each_layer_by_its_width()
    {
        // 2 active of 4 units, and 2 of 10.
        var engine = Engine([[0.25, 0.25]]);
        PenaltySchedules.Run(engine, ActivityPenaltySchedule.TargetActiveUnits(2, epochs: 7), epochs: 2, batchSize: 10);
        Assert.AreEqual(Math.Exp(3 * Math.Log(0.75 / 0.5) / 7), engine.Strengths[1][0], Tolerance);
        Assert.AreEqual(Math.Exp(3 * Math.Log(0.75 / 0.2) / 7), engine.Strengths[1][1], Tolerance);
    }

    [TestMethod]
    public void Strengths_stay_within_their_bounds_and_come_back_from_there()
    {
        // All off in the first layer, none in the second; then the other way round. Gaps count as factors of 10 at most.
        var engine = Engine([.. Enumerable.Repeat(new[] { 1.0, 0 }, 10), .. Enumerable.Repeat(new[] { 0, 1.0 }, 10)]);
        PenaltySchedules.Run(engine, ActivityPenaltySchedule.TargetSparsity(0.95f, epochs: 2), epochs: 20, batchSize: 10);
        Assert.AreEqual(1e-4, engine.Strengths[10][0]);
        Assert.AreEqual(1e4, engine.Strengths[10][1]);
        Assert.AreEqual(Math.Exp(-3 * Math.Log(10) / 2), engine.Strengths[1][0], Tolerance);
        Assert.AreEqual(1e4, engine.Strengths[^1][0]);
        Assert.AreEqual(1e-4, engine.Strengths[^1][1]);
    }

    [TestMethod]
    public void The_history_shows_strength_and_zero_fraction()
    {
        var engine = Engine([[0.5, 0.5]]);
        var schedule = ActivityPenaltySchedule.TargetSparsity(0.75f);
        var history = PenaltySchedules.Run(engine, schedule, epochs: 3, batchSize: 2).History;
        for (var epoch = 0; epoch < 3; epoch++)
            Assert.AreEqual(new PenalizedLayerMetrics(1, engine.Strengths[5 * epoch + 4][1], 0.5), history[epoch].Activities[1]);
    }

    [TestMethod]
    public void Arguments_are_checked()
    {
        foreach (var share in new[] { 0, 1, -0.5f, float.NaN })
            AssertRefused("zeroFraction must be above 0 and below 1; ", () => ActivityPenaltySchedule.TargetSparsity(share));
        foreach (var units in new[] { 0, -1, float.NaN, float.PositiveInfinity })
            AssertRefused("units must be finite and greater than 0; ", () => ActivityPenaltySchedule.TargetActiveUnits(units));
        AssertRefused("epochs must be at least 1; received 0.", () => ActivityPenaltySchedule.TargetSparsity(0.5f, epochs: 0));
        AssertRefused("epochs must be at least 1; received -1.", () => ActivityPenaltySchedule.TargetActiveUnits(5, epochs: -1));
    }

    private static void AssertRefused(string message, Func<object> make) =>
        Assert.Contains(message, Assert.ThrowsExactly<ArgumentOutOfRangeException>(make).Message);

    /// <summary>Measures these zero fractions one step after the other; then the last ones for good.</summary>
    private static RecordingEngine Engine(double[][] zeros)
    {
        RecordingEngine engine = null!;
        engine = new RecordingEngine(rows =>
        {
            engine.Zeros = zeros[Math.Min(engine.Steps.Count, zeros.Length) - 1];
            return new BatchSums(rows.Length, 0, 0, 0, 0);
        });
        return engine;
    }
}
