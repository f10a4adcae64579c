using static TorchSharp.torch;

namespace ActReg.MLNet.Tests;

/// <summary>The numbers of Keras's own tests of activity regularization.</summary>
[TestClass]
public class KerasConformanceTests
{
    private const double Tolerance = 1e-6;

    [TestMethod]
    [DataRow(TrainingEngine.Fused)]
    [DataRow(TrainingEngine.Torch)]
    public void ActivityRegularization_penalizes_what_it_passes_on(TrainingEngine kind)
    {
        var layer = Layer.ActivityRegularization(ActivityRegularizer.L1L2(0.2f, 0.3f));
        var sums = Evaluate(kind, [layer], rows: 1, features: 1);
        Assert.AreEqual(0.2 * 2 + 0.3 * 4, sums.ActivityPenalty, Tolerance);
    }

    [TestMethod]
    [DataRow(TrainingEngine.Fused)]
    [DataRow(TrainingEngine.Torch)]
    public void A_batch_mean_is_independent_of_the_batch(TrainingEngine kind)
    {
        var layer = Layer.ActivityRegularization(ActivityRegularizer.L2(0.01f));
        foreach (var rows in (int[])[1, 5, 10])
            Assert.AreEqual(0.2, Evaluate(kind, [layer], rows, features: 5).ActivityPenalty / rows, Tolerance, $"{rows} rows");
    }

    [TestMethod]
    [DataRow(ActivityReduction.BatchSum)]
    [DataRow(ActivityReduction.BatchMean)]
    [DataRow(ActivityReduction.ElementMean)]
    public void A_batch_without_rows_has_no_penalty(ActivityReduction reduction)
    {
        TorchRuntime.EnsureLoaded();
        var regularizer = ActivityRegularizer.L1L2(0.2f, 0.3f, reduction);
        Assert.AreEqual(0, regularizer.Penalty(default, new ActivationMatrix(default, 5)));
        using var scope = NewDisposeScope();
        var nothing = zeros(0, 5, ScalarType.Float32);
        var term = regularizer.Penalty(nothing, mask: null, 5, new TorchBatch(nothing, nothing, null, 0, 0, false, 0));
        Assert.AreEqual(0, term.Sum.item<float>() * term.Factor);
    }

    /// <summary>Of outputs of 10, 5 in each of 5 rows, and a kernel of 25 ones.</summary>
    [TestMethod]
    [DataRow(TrainingEngine.Fused, ActivityReduction.BatchMean, 5.25)]
    [DataRow(TrainingEngine.Fused, ActivityReduction.BatchSum, 25.25)]
    [DataRow(TrainingEngine.Torch, ActivityReduction.BatchMean, 5.25)]
    [DataRow(TrainingEngine.Torch, ActivityReduction.BatchSum, 25.25)]
    public void Activity_and_kernel_penalties_add_up(TrainingEngine kind, ActivityReduction reduction, double expected)
    {
        var layer = Layer.Dense(
            5, activityRegularizer: ActivityRegularizer.L2(0.01f, reduction), kernelRegularizer: KernelRegularizer.L1(0.01f));
        var sums = Evaluate(kind, [layer], rows: 5, features: 5);
        Assert.AreEqual(expected, (sums.ActivityPenalty + sums.KernelPenalty) / sums.Weight, Tolerance * expected);
    }

    [TestMethod]
    [DataRow(TrainingEngine.Fused)]
    [DataRow(TrainingEngine.Torch)]
    public void Penalties_do_not_accumulate_from_call_to_call(TrainingEngine kind)
    {
        var layer = Layer.Dense(
            5, activityRegularizer: ActivityRegularizer.L2(0.01f), kernelRegularizer: KernelRegularizer.L1(0.01f));
        using var engine = Create(kind, [layer], features: 5);
        var rows = Twos(rows: 5, features: 5);
        var first = engine.Evaluate(new(rows, rows.AllRows()), [1]);
        engine.Step(new(rows, rows.AllRows()), learningRate: 0, [1]);
        Assert.AreEqual(first, engine.Evaluate(new(rows, rows.AllRows()), [1]));
    }

    private static BatchSums Evaluate(TrainingEngine kind, Layer[] hidden, int rows, int features)
    {
        using var engine = Create(kind, hidden, features);
        var set = Twos(rows, features);
        return engine.Evaluate(new(set, set.AllRows()), [1]);
    }

    private static ITrainingEngine Create(TrainingEngine kind, Layer[] hidden, int features)
    {
        var plan = NetworkPlanner.Plan(features, [.. hidden, Layer.Dense(1)]);
        var weights = Weights.Zeros(plan);
        foreach (var kernel in weights.Where(weight => weight.Shape.Length > 1))
            Array.Fill(kernel.Values, 1);
        var problem = new TrainingProblem(plan, weights, new BinaryCrossEntropy(), Rows: 10, Trainings.Settings() with { Optimizer = Optimizer.Sgd() });
        return kind == TrainingEngine.Torch ? new TorchEngine(problem) : new FusedEngine(problem);
    }

    private static TrainingSet Twos(int rows, int features)
    {
        var twos = new float[rows * features];
        Array.Fill(twos, 2);
        return new(features, twos, new float[rows], null);
    }
}
