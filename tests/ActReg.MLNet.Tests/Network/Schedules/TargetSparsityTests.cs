using Microsoft.ML;
using Microsoft.ML.Data;

namespace ActReg.MLNet.Tests;

/// <summary>Real trainings: one step an epoch and thousands of epochs, and many steps in few.</summary>
[TestClass]
public class TargetSparsityTests
{
    /// <summary>Below the target.</summary>
    private const double Short = 0.015;

    /// <summary>Above it, as a share of the active outputs: 0.9 may end at 0.92. Dead units do not come back.</summary>
    private const double ActiveLost = 0.2;

    private static readonly ActivityRegularizer Weak = ActivityRegularizer.L1(1e-4f);

    public static IEnumerable<object[]> Cases =>
        from circles in new[] { true, false }
        from regularizer in new[] { Weak, ActivityRegularizer.L1(1e-3f), ActivityRegularizer.L1L2(1e-4f, 1e-4f) }
        from target in new[] { 0.7f, 0.9f, 0.95f }
        select new object[] { circles, regularizer, target };

    [TestMethod]
    [DynamicData(nameof(Cases))]
    public void Targets_are_reached(bool circles, ActivityRegularizer regularizer, float target)
    {
        var history = Train(circles, regularizer, ActivityPenaltySchedule.TargetSparsity(target));
        AssertReached(target, history);
        // The data is still learned.
        Assert.IsGreaterThan(0.95, history[^1].Accuracy);
    }

    [TestMethod]
    public void Without_the_schedule_they_are_not()
    {
        Assert.IsLessThan(0.65, Train(circles: true, Weak, schedule: null)[^1].Activities[0].ZeroFraction);
        Assert.IsLessThan(0.55, Train(circles: false, Weak, schedule: null)[^1].Activities[0].ZeroFraction);
    }

    [TestMethod]
    public void Active_units_are_the_same_target_by_number() => AssertReached(
        0.9f, Train(circles: false, Weak, ActivityPenaltySchedule.TargetActiveUnits(10)));

    [TestMethod]
    public void Two_layers_have_each_their_own_strength()
    {
        var history = Train(circles: false, Weak, ActivityPenaltySchedule.TargetSparsity(0.9f), layers: 2);
        foreach (var activity in history[^1].Activities)
            Assert.IsInRange(0.9 - Short, 0.9 + 0.1 * ActiveLost, activity.ZeroFraction);
        Assert.AreNotEqual(history[^1].Activities[0].Strength, history[^1].Activities[1].Strength, 0.1);
    }

    /// <summary>About half of all outputs are 0 without any penalty.</summary>
    [TestMethod]
    public void Where_no_penalty_is_too_much_the_strength_falls_to_its_lower_bound()
    {
        var last = Train(circles: false, Weak, ActivityPenaltySchedule.TargetSparsity(0.2f))[^1].Activities[0];
        Assert.IsLessThan(2e-4, last.Strength);
        Assert.IsGreaterThan(0.4, last.ZeroFraction);
    }

    private static void AssertReached(float target, IReadOnlyList<EpochMetrics> history)
    {
        var zeros = history.Select(epoch => epoch.Activities[0].ZeroFraction).ToArray();
        Assert.IsInRange(target - Short, target + (1 - target) * ActiveLost, zeros[^1]);
        // Nor was it overshot on the way.
        Assert.IsLessThan(target + (1 - target) * (ActiveLost + 0.1), zeros.Max());
    }

    private static IReadOnlyList<EpochMetrics> Train(
        bool circles, ActivityRegularizer regularizer, ActivityPenaltySchedule? schedule, int layers = 1)
    {
        var (set, units, epochs) = circles ? (Circles(), 500, 4000) : (BreastCancer(), 100, 100);
        var settings = Trainings.Settings(epochs, batchSize: 32, learningRate: 1e-3f) with { ActivityPenaltySchedule = schedule };
        var hidden = Enumerable.Repeat(Layer.Dense(units, Activation.Relu, regularizer), layers);
        return Trainings.Run([.. hidden, Layer.Dense(1)], set, settings).History;
    }

    private static TrainingSet Circles()
    {
        var data = new MLContext().Data.LoadCircles(100, noise: 0.1, seed: 1);
        return new TrainingSet(
            2, [.. data.GetColumn<float[]>("Features").Take(30).SelectMany(row => row)],
            [.. data.GetColumn<bool>("Label").Take(30).Select(label => label ? 1f : 0f)], null);
    }

    private static TrainingSet BreastCancer() => RealData.Standardized("breast-cancer");
}
