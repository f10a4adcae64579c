namespace ActReg.MLNet.Tests;

/// <summary>Learning-rate schedules against those of Keras and PyTorch.</summary>
[TestClass]
public class ScheduleGoldenTests
{
    private const double Tolerance = 1e-13;

    private static readonly ScheduleFixture Golden = ScheduleFixture.Load();

    public static IEnumerable<object[]> Offered =>
        Golden.Schedules.Where(golden => golden.Ours != null).Select(golden => new object[] { golden.Name });

    [TestMethod]
    [DynamicData(nameof(Offered))]
    public void Every_step_has_the_factor(string name)
    {
        var golden = Golden.Schedules.Single(entry => entry.Name == name);
        var (schedule, stepsPerEpoch) = golden.Ours!.Value;
        var factors = Schedules.Factors(schedule, golden.Factors.Length / stepsPerEpoch, stepsPerEpoch);
        Assert.HasCount(golden.Factors.Length, factors);
        for (var step = 0; step < factors.Length; step++)
            Assert.AreEqual(golden.Factors[step], factors[step], Tolerance, $"step {step}");
    }

    [TestMethod]
    public void What_is_not_offered_is_known() => CollectionAssert.AreEquivalent(
        new[]
        {
            // By epoch, or over other steps than the whole training's.
            "cosine_epoch", "cosine_step_reaches_minimum", "cosine_decay_alpha",
            "one_cycle_linear", "one_cycle_linear_peak_between_steps", "one_cycle_all_rise",
            // A warm-up from more than 0.
            "warmup_cosine_step", "warmup_cosine_step_to_minimum", "warmup_cosine_epoch", "cosine_decay_warmup_alpha",
        },
        Golden.Schedules.Where(golden => golden.Ours == null).Select(golden => golden.Name).ToArray());

    [TestMethod]
    public void Plateaus_are_those_of_Keras()
    {
        foreach (var golden in Golden.Plateaus.Where(golden => golden.Keras != null))
            AssertFactors(golden, golden.Keras!, Math.Max(golden.Patience, 1), golden.Cooldown);
    }

    /// <summary>The difference that the documentation states.</summary>
    [TestMethod]
    public void Plateaus_are_those_of_PyTorch_with_one_more_epoch_of_patience_and_cooldown()
    {
        foreach (var golden in Golden.Plateaus.Where(golden => !golden.Relative))
            AssertFactors(golden, golden.Pytorch, golden.Patience + 1, golden.Cooldown + 1);
    }

    private static void AssertFactors(PlateauCase golden, double[] expected, int patience, int cooldown)
    {
        var rate = LearningRateSchedule.ReduceOnPlateau(
            TrainingMetric.Loss, golden.Factor, patience, golden.Threshold, cooldown, golden.MinFactor).Start();
        var actual = Golden.Monitored[golden.Values].Select(loss =>
        {
            rate.EndEpoch(Schedules.Metrics(loss));
            return rate.Factor(default);
        });
        CollectionAssert.AreEqual(expected, actual.ToArray(), golden.ToString());
    }
}
