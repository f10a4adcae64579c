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
        var trained = Train(circles, regularizer, ActivityPenaltySchedule.TargetSparsity(target));
        AssertReached(target, trained);
        // The data is still learned.
        Assert.IsGreaterThan(0.95, trained.History[^1].Accuracy);
    }

    [TestMethod]
    public void Without_the_schedule_they_are_not()
    {
        Assert.IsLessThan(0.65, Train(circles: true, Weak, schedule: null).Zeros[0]);
        Assert.IsLessThan(0.55, Train(circles: false, Weak, schedule: null).Zeros[0]);
    }

    [TestMethod]
    public void Active_units_are_the_same_target_by_number() => AssertReached(
        0.9f, Train(circles: false, Weak, ActivityPenaltySchedule.TargetActiveUnits(10)));

    [TestMethod]
    public void Two_layers_have_each_their_own_strength()
    {
        var (zeros, history) = Train(circles: false, Weak, ActivityPenaltySchedule.TargetSparsity(0.9f), layers: 2);
        foreach (var share in zeros)
            Assert.IsInRange(0.9 - Short, 0.9 + 0.1 * ActiveLost, share);
        Assert.AreNotEqual(history[^1].Activities[0].Strength, history[^1].Activities[1].Strength, 0.1);
    }

    /// <summary>About half of all outputs are 0 without any penalty.</summary>
    [TestMethod]
    public void Where_no_penalty_is_too_much_the_strength_falls_to_its_lower_bound()
    {
        var (zeros, history) = Train(circles: false, Weak, ActivityPenaltySchedule.TargetSparsity(0.2f));
        Assert.IsLessThan(2e-4, history[^1].Activities[0].Strength);
        Assert.IsGreaterThan(0.4, zeros[0]);
    }

    /// <summary>What the controller goes by: where an epoch is one step, the share that the network had before it.</summary>
    [TestMethod]
    public void The_history_tells_of_the_network_before_each_step()
    {
        var schedule = ActivityPenaltySchedule.TargetSparsity(0.9f, epochs: 100);
        foreach (var epochs in new[] { 1, 30, 300 })
        {
            var (zeros, _) = Train(circles: true, Weak, schedule, epochs: epochs);
            var (_, history) = Train(circles: true, Weak, schedule, epochs: epochs + 1);
            // Of 15,000 outputs, one within rounding of 0.
            Assert.AreEqual(zeros[0], history[^1].Activities[0].ZeroFraction, 1e-4, $"epoch {epochs + 1}");
        }
    }

    private static void AssertReached(float target, (double[] Zeros, IReadOnlyList<EpochMetrics> History) trained)
    {
        Assert.IsInRange(target - Short, target + (1 - target) * ActiveLost, trained.Zeros[0]);
        // Nor was it overshot on the way, as the history has it.
        var history = trained.History.Select(epoch => epoch.Activities[0].ZeroFraction).ToArray();
        Assert.IsLessThan(target + (1 - target) * (ActiveLost + 0.1), history.Max());
        // The history's last share is from before the last steps; they have changed it by up to 0.006.
        Assert.AreEqual(trained.Zeros[0], history[^1], 0.01);
    }

    /// <summary>Trains, and counts the share of zeros of each hidden layer: the history's is the controller's.</summary>
    private static (double[] Zeros, IReadOnlyList<EpochMetrics> History) Train(
        bool circles, ActivityRegularizer regularizer, ActivityPenaltySchedule? schedule, int layers = 1, int? epochs = null)
    {
        var (set, units, usual) = circles ? (Circles(), 500, 4000) : (BreastCancer(), 100, 100);
        var settings = Trainings.Settings(epochs ?? usual, batchSize: 32, learningRate: 1e-3f) with
        {
            ActivityPenaltySchedule = schedule,
        };
        Layer[] all = [.. Enumerable.Repeat(Layer.Dense(units, Activation.Relu, regularizer), layers), Layer.Dense(1)];
        var result = Trainings.Run(all, set, settings);
        var model = result.Network.ToModel();
        var rows = set.AllRows().Select(row => model.GetActivations(set.Row(row))).ToArray();
        return ([.. Enumerable.Range(0, layers).Select(ZeroShare)], result.History);

        double ZeroShare(int layer) => rows.Average(row => (double)row[layer].Values.Count(value => value == 0) / units);
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
