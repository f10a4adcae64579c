namespace ActReg.MLNet.Tests;

[TestClass]
public class WarmUpPenaltiesTests
{
    [TestMethod]
    public void Strengths_rise_evenly_from_0_to_1_step_by_step()
    {
        // 10 rows in batches of 4: three steps an epoch.
        var engine = new RecordingEngine { Zeros = [0, 0] };
        var history = PenaltySchedules.Run(engine, ActivityPenaltySchedule.WarmUp(2), epochs: 4, batchSize: 4).History;
        double[] expected = [0, 1 / 6.0, 2 / 6.0, 3 / 6.0, 4 / 6.0, 5 / 6.0, 1, 1, 1, 1, 1, 1];
        Assert.HasCount(expected.Length, engine.Strengths);
        for (var step = 0; step < expected.Length; step++)
        {
            foreach (var strength in engine.Strengths[step])
                Assert.AreEqual(expected[step], strength, 1e-12, $"step {step}");
        }

        // An epoch shows its last step's.
        CollectionAssert.AreEqual(
            new[] { engine.Strengths[2][0], engine.Strengths[5][0], 1, 1 },
            history.Select(epoch => epoch.Activities[0].Strength).ToArray());
        CollectionAssert.AreEqual(new[] { 0, 1 }, history[0].Activities.Select(activity => activity.LayerIndex).ToArray());
    }

    [TestMethod]
    public void Penalties_are_multiplied_by_their_strength()
    {
        var set = TrainingSets.Create(new Random(1), 10, 2);
        foreach (var engine in new[] { TrainingEngine.Fused, TrainingEngine.Torch })
        {
            // One batch an epoch, and no step worth the name.
            var settings = Trainings.Settings(epochs: 3, batchSize: 10, learningRate: 1e-12f, engine: engine);
            var constant = Trainings.Run(Trainings.SmallNetwork, set, settings).History;
            settings = settings with { ActivityPenaltySchedule = ActivityPenaltySchedule.WarmUp(2) };
            var warm = Trainings.Run(Trainings.SmallNetwork, set, settings).History;
            for (var epoch = 0; epoch < 3; epoch++)
                Assert.AreEqual(epoch / 2.0 * constant[epoch].ActivityPenalty, warm[epoch].ActivityPenalty, 1e-8);
        }
    }

    [TestMethod]
    public void Epochs_are_checked() => Assert.Contains(
        "epochs must be at least 1; received 0.",
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => ActivityPenaltySchedule.WarmUp(0)).Message);
}
