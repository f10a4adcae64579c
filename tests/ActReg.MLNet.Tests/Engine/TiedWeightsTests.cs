using ActReg.MLNet.Tests.Testing;

namespace ActReg.MLNet.Tests;

/// <summary>Two dense steps that share a square kernel and its bias.</summary>
[TestClass]
public class TiedWeightsTests
{
    private const int Rows = 11;
    private static readonly RegressionLoss Loss = RegressionLoss.MeanSquaredError;
    private static readonly KernelRegularizer Regularizer = KernelRegularizer.L1L2(0.02f, 0.1f);
    private static readonly ActivityRegularizer Penalty = ActivityRegularizer.L2(0.05f);

    /// <summary>Narrower than a vector, one, and wider.</summary>
    public static IEnumerable<object[]> Cases =>
        from engine in new[] { TrainingEngine.Fused, TrainingEngine.Torch }
        from units in new[] { 3, 8, 11 }
        select new object[] { engine, units };

    [TestMethod]
    public void The_plan_has_shared_weights_once()
    {
        var plan = Plan(5);
        TinyTraining.AreEqual(["dense/kernel", "dense/bias"], plan.Weights.Select(weight => weight.Name));
        Assert.HasCount(3, plan.Steps);
        Assert.AreEqual(5 * 8 + 8, plan.ParameterLength);
        var (first, last) = ((DenseStep)plan.Steps[0], (DenseStep)plan.Steps[2]);
        Assert.AreSame(first.Kernel, last.Kernel);
        Assert.AreEqual((0, 1), (plan.IndexOf(last.Kernel), plan.IndexOf(last.Bias)));
        TinyTraining.AreEqual([new KernelPenalty(first.Kernel, Regularizer)], plan.KernelPenalties);
        TinyTraining.AreEqual(["[5]", "[5]", "[5]"], plan.LayerShapes.Select(shape => LayerShape.Text(shape.ToArray())));
    }

    /// <summary>Of a network whose two kernels happen to be equal, and of which one alone is penalized.</summary>
    [TestMethod]
    [DynamicData(nameof(Cases))]
    public void The_gradient_is_the_sum_of_both_uses(TrainingEngine kind, int units)
    {
        var (set, weights) = Draw(units);
        var plan = Plan(units);
        using var engine = Engine(kind, plan, weights);
        var sums = engine.AddGradient(new(set, set.AllRows()), plan.Strengths());

        var reference = new ReferenceNetwork(
            [
                Layer.Dense(units, kernelRegularizer: Regularizer), Layer.Activation(Activation.Tanh),
                Layer.Dense(units, activityRegularizer: Penalty),
            ],
            set, Loss);
        var untied = reference.Gradient([.. weights.ToDouble(), .. weights.ToDouble()], 1e-6);
        Engines.AssertClose(
            [[.. untied[0].Zip(untied[2], Sum)], [.. untied[1].Zip(untied[3], Sum)]], engine.GradientByWeights(plan), 5e-6);
        Assert.AreEqual(reference.DataLoss, sums.DataLoss / sums.Weight, 2e-6);
        Assert.AreEqual(reference.Penalty, (sums.ActivityPenalty + sums.KernelPenalty) / sums.Weight, 2e-6);
    }

    [TestMethod]
    [DynamicData(nameof(Cases))]
    public void The_kernel_is_penalized_once(TrainingEngine kind, int units)
    {
        var (set, weights) = Draw(units);
        var plan = Plan(units);
        using var engine = Engine(kind, plan, weights);
        var sums = engine.Evaluate(new(set, set.AllRows()), plan.Strengths());
        var penalty = weights[0].Values.Sum(value => 0.02 * Math.Abs(value) + 0.1 * value * value);
        Assert.AreEqual(penalty, sums.KernelPenalty / sums.Weight, 2e-6 * penalty);
    }

    /// <summary>Weight decay, too, shrinks a kernel once.</summary>
    [TestMethod]
    public void Engines_agree_after_steps()
    {
        foreach (var optimizer in new[] { Optimizer.Sgd(0.9), Optimizer.AdamW(0.5, epsilon: 1e-3) })
        {
            var (set, weights) = Draw(9);
            var fused = Trained(TrainingEngine.Fused, set, weights, optimizer);
            var torch = Trained(TrainingEngine.Torch, set, weights, optimizer);
            Engines.AssertClose([.. torch.Select(array => array.Values)], [.. fused.Select(array => array.Values)], 1e-5);
            CollectionAssert.AreNotEqual(weights[0].Values, fused[0].Values);
        }
    }

    [TestMethod]
    public void A_step_of_tied_weights_allocates_nothing()
    {
        var (set, weights) = Draw(9);
        var plan = Plan(9);
        using var engine = Engine(TrainingEngine.Fused, plan, weights);
        var (rows, strengths) = (set.AllRows(), plan.Strengths());
        Assert.AreEqual(0, Allocations.Of(100, () => engine.Step(new(set, rows), 1e-3, strengths)));
    }

    private static IReadOnlyList<WeightTensor> Trained(
        TrainingEngine kind, TrainingSet set, IReadOnlyList<WeightTensor> weights, Optimizer optimizer)
    {
        var plan = Plan(9);
        using var engine = Engine(kind, plan, weights, optimizer);
        for (var step = 0; step < 5; step++)
            engine.Step(new(set, set.AllRows()), 0.02, plan.Strengths(), GradientClipping.ByGlobalNorm(5));
        return engine.GetWeights();
    }

    private static ITrainingEngine Engine(
        TrainingEngine kind, NetworkPlan plan, IReadOnlyList<WeightTensor> weights, Optimizer? optimizer = null) => Engines.Create(
            kind, plan, weights, new RegressionObjective(Loss, plan.OutputSize), Rows,
            Trainings.Settings() with { Optimizer = optimizer ?? Optimizer.Adam() });

    private static (TrainingSet Set, IReadOnlyList<WeightTensor> Weights) Draw(int units)
    {
        var random = new Random(units);
        return (
            TrainingSets.WithTargets(random, Rows, units, units, weighted: true), RandomWeights.Create(units, [Layer.Dense(units)], random));
    }

    private static NetworkPlan Plan(int units)
    {
        var plan = new PlanBuilder(units);
        var weights = DenseWeights.Place(plan, units);
        Add(new DenseStep(plan, weights, penalty: null, Regularizer));
        Add(new ActivationStep(plan.LayerIndex, plan.Shape, Activation.Tanh, penalty: null));
        Add(new DenseStep(plan, weights, Penalty, Regularizer));
        return plan.ToPlan([Layer.Dense(units), Layer.Activation(Activation.Tanh), Layer.Dense(units)]);

        void Add(Step step)
        {
            plan.Add(step);
            plan.EndLayer();
        }
    }

    private static double Sum(double first, double second) => first + second;
}
