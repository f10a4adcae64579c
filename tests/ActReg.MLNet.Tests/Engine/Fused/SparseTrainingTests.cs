using ActReg.MLNet.Tests.Testing;

namespace ActReg.MLNet.Tests;

/// <summary>Training on rows without their zeros, against training on the same rows with them.</summary>
[TestClass]
public sealed class SparseTrainingTests
{
    private const int Rows = 60;
    private const int Features = 90;
    private const int Outputs = 2;

    private static readonly Layer[][] Networks =
    [
        [Layer.Dense(12, Activation.Relu), Layer.Dense(Outputs)],
        [Layer.Dense(70, Activation.Tanh, ActivityRegularizer.L1(0.01f)), Layer.Dense(8, Activation.Relu), Layer.Dense(Outputs)],
        [Layer.Dense(9, activityRegularizer: ActivityRegularizer.L2(0.01f)), Layer.BatchNorm(), Layer.Activation(Activation.Relu), Layer.Dense(Outputs)],
        [Layer.Dense(16), Layer.TopK(5), Layer.Dense(Outputs)],
        [Layer.Dense(8, Activation.Sigmoid, ActivityRegularizer.KullbackLeibler()), Layer.Dropout(0.3f), Layer.Dense(Outputs)],
        // Every step moves all rows of the first kernel.
        [Layer.Dense(8, Activation.Relu, kernelRegularizer: KernelRegularizer.L1L2(0.001f, 0.001f)), Layer.Dense(Outputs)],
        [Layer.Dense(8, Activation.Relu), Layer.Dense(Outputs, kernelRegularizer: KernelRegularizer.L2(0.01f))],
        // The first step reads all features.
        [Layer.Dense(Outputs)],
        [Layer.Dropout(0.2f), Layer.Dense(8, Activation.Relu), Layer.Dense(Outputs)],
        [Layer.BatchNorm(), Layer.Dense(8, Activation.Relu), Layer.Dense(Outputs)],
        [Layer.Dense(Outputs + 7)],
    ];

    public static IEnumerable<object[]> AllNetworks => Enumerable.Range(0, Networks.Length).Select(network => new object[] { network });

    public static IEnumerable<object[]> AllOptimizers =>
        from optimizer in Optimizers.Samples.Append(Optimizer.Adam(0.99, 0.9))
        from clipping in Optimizers.Clippings
        select new object[] { optimizer, clipping! };

    [TestMethod]
    [DynamicData(nameof(AllNetworks))]
    public void The_gradient_has_the_same_bits(int network)
    {
        var (dense, sparse, set, nonzeros, plan) = Create(Networks[network]);
        var rows = set.AllRows();
        Engines.AssertClose(dense.AddGradient(new(set, rows.AsSpan(3, 20)), plan.Strengths()), sparse.AddGradient(new(nonzeros, rows.AsSpan(3, 20)), plan.Strengths()), 1e-7);
        // Another part of the same batch.
        dense.AddGradient(new(set, rows.AsSpan(30, 9)), plan.Strengths());
        sparse.AddGradient(new(nonzeros, rows.AsSpan(30, 9)), plan.Strengths());
        // Of features with their zeros, few units are added up one by one.
        if (plan.Steps.Any(step => step is SelectionStep))
            Engines.AssertClose(dense.GradientByWeights(plan), sparse.GradientByWeights(plan), 1e-6);
        else
            AreEqual(dense.GetGradient(), sparse.GetGradient());
        Engines.AssertClose(dense.Evaluate(new(set, rows), plan.Strengths()), sparse.Evaluate(new(nonzeros, rows), plan.Strengths()), 1e-7);
    }

    [TestMethod]
    [DynamicData(nameof(AllNetworks))]
    public void Weights_stay_together(int network) => Compare(Networks[network], Optimizer.Adam(), clipping: null, steps: 60, 1e-4);

    [TestMethod]
    [DynamicData(nameof(AllOptimizers))]
    public void Every_optimizer_and_every_bound_does_the_same(Optimizer optimizer, GradientClipping? clipping) =>
        Compare(Networks[1], optimizer, clipping, steps: 40, 2e-4);

    /// <summary>All rows are brought up to date in between.</summary>
    [TestMethod]
    public void So_do_many_steps() => Compare(Networks[0], Optimizer.Adam(), clipping: null, steps: SkippedSteps.Most + 50, 1e-3);

    [TestMethod]
    public void The_gradient_is_that_of_finite_differences()
    {
        const float Difference = 1e-2f;
        var layers = new[] { Layer.Dense(10, Activation.Tanh), Layer.Dense(Outputs) };
        var plan = NetworkPlanner.Plan(Features, layers);
        var random = new Random(3);
        var set = TrainingSets.Sparse(random, Rows, Features, 6, Outputs, weighted: true).Compress();
        var weights = RandomWeights.Create(Features, layers, random);
        using var engine = Engine(plan, weights, Optimizer.Sgd());
        engine.AddGradient(new(set, set.AllRows()), []);
        var gradient = Weights.Unpack(plan, engine.GetGradient())[0].Values;
        for (var place = 0; place < gradient.Length; place += 37)
            Assert.AreEqual((Loss(place, Difference) - Loss(place, -Difference)) / (2 * Difference), gradient[place], 1e-4);

        double Loss(int place, float change)
        {
            WeightTensor[] changed = [weights[0] with { Values = [.. weights[0].Values] }, .. weights.Skip(1)];
            changed[0].Values[place] += change;
            using var other = Engine(plan, changed, Optimizer.Sgd());
            var sums = other.Evaluate(new(set, set.AllRows()), []);
            return sums.DataLoss / sums.Weight;
        }
    }

    [TestMethod]
    public void A_step_moves_no_row_without_a_feature()
    {
        var (_, engine, _, set, plan) = Create(Networks[0], Optimizer.Sgd());
        int[] batch = [4, 5];
        var before = engine.GetWeights()[0];
        engine.Step(new(set, batch), 0.1, plan.Strengths());
        var after = engine.GetWeights()[0];
        var features = batch.SelectMany(row => set.Features.Nonzeros(row).Places.ToArray()).ToHashSet();
        var units = before.Shape[1];
        for (var row = 0; row < Features; row++)
        {
            var isSame = before.Values.AsSpan(row * units, units).SequenceEqual(after.Values.AsSpan(row * units, units));
            Assert.AreEqual(!features.Contains(row), isSame, $"row {row}");
        }
    }

    /// <summary>Nor reads them: they are not numbers here, nor is what is remembered of them.</summary>
    [TestMethod]
    public void Nothing_of_other_rows_is_read()
    {
        const int Width = 8;
        foreach (var optimizer in Optimizers.Samples)
        {
            var plan = NetworkPlanner.Plan(20, [Layer.Dense(Width), Layer.Dense(1)]);
            AlignedBuffer parameters = new(plan.ParameterLength), gradient = new(plan.ParameterLength);
            AlignedBuffer[] slots = [.. Enumerable.Range(0, optimizer.SlotCount).Select(_ => new AlignedBuffer(plan.ParameterLength))];
            var kernel = LazyKernel.Of(plan, optimizer, parameters, gradient, slots)!;
            foreach (var buffer in slots.Append(parameters))
            {
                buffer.Span[..(20 * Width)].Fill(float.NaN);
                buffer.Span.Slice(7 * Width, Width).Clear();
                buffer.Span.Slice(3 * Width, Width).Clear();
            }

            gradient.Span[..(18 * Width)].Fill(float.NaN);
            Assert.AreEqual((0, 1, 0), (kernel.Touch(7), kernel.Touch(3), kernel.Touch(7)));
            Assert.AreEqual((18 * Width)..(20 * Width), kernel.Packed);
            gradient.Span[kernel.Packed].Fill(1);
            kernel.Update(1, 0.1);
            for (var row = 0; row < 20; row++)
                Assert.AreEqual(row is 3 or 7, parameters.Span.Slice(row * Width, Width).ToArray().All(value => value < 0), $"{optimizer}, row {row}");
            Assert.AreEqual(0, kernel.Count);
        }
    }

    /// <summary>What the next step depends on is all in a checkpoint.</summary>
    [TestMethod]
    [DynamicData(nameof(AllOptimizers))]
    public void Training_goes_on_from_a_state_bit_for_bit(Optimizer optimizer, GradientClipping? clipping)
    {
        var (_, engine, _, set, plan) = Create(Networks[0], optimizer);
        var (_, other, _, _, _) = Create(Networks[0], optimizer);
        var rows = set.AllRows();
        Train(engine, 0, 12);
        other.SetState(engine.GetState());
        Train(engine, 12, 30);
        Train(other, 12, 30);
        AreEqual(engine.GetWeights().Flat(), other.GetWeights().Flat());

        void Train(FusedEngine trained, int from, int to)
        {
            for (var step = from; step < to; step++)
                trained.Step(new(set, rows.AsSpan(7 * step % 50, 8)), 0.01, plan.Strengths(), clipping);
        }
    }

    [TestMethod]
    public void A_first_layer_that_is_frozen_stays_as_it_is()
    {
        Layer[] layers = [Layer.Dense(8, Activation.Relu).Frozen(), Layer.Dense(Outputs)];
        Compare(layers, Optimizer.AdamW(), GradientClipping.ByGlobalNorm(0.1f), steps: 20, 1e-5);
        var (_, engine, _, set, plan) = Create(layers);
        var before = engine.GetWeights()[0].Values;
        engine.Step(new(set, set.AllRows()), 0.1, plan.Strengths());
        TinyTraining.AreEqual(before, engine.GetWeights()[0].Values);
    }

    [TestMethod]
    public void A_layer_may_learn_at_its_own_rate() =>
        Compare([Layer.Dense(8, Activation.Relu).WithLearningRateFactor(0.3f), Layer.Dense(Outputs)], Optimizer.AdamW(), clipping: null, steps: 40, 1e-4);

    /// <summary>Rows with and without their zeros may take turns, as where a batch is augmented.</summary>
    [TestMethod]
    public void Rows_with_zeros_may_come_in_between()
    {
        var (dense, sparse, set, nonzeros, plan) = Create(Networks[0]);
        var rows = set.AllRows();
        for (var step = 0; step < 30; step++)
        {
            var batch = rows.AsSpan(7 * step % 50, 8);
            dense.Step(new(set, batch), 0.01, plan.Strengths());
            sparse.Step(new(step % 3 == 1 ? set : nonzeros, batch), 0.01, plan.Strengths());
        }

        Engines.AssertClose([.. dense.GetWeights().Select(array => array.Values)], [.. sparse.GetWeights().Select(array => array.Values)], 1e-4);
    }

    [TestMethod]
    public void The_other_engine_agrees()
    {
        var settings = Trainings.Settings(epochs: 3);
        var set = TrainingSets.Sparse(new Random(5), Rows, Features, 6, targets: 1);
        set = (set with { Targets = new(1, [.. set.Targets.ToArray().Select(value => value > 0 ? 1f : 0)]) }).Compress();
        var weights = RandomWeights.Create(Features, Trainings.SmallNetwork, new Random(6));
        var fused = Trainings.Run(Trainings.SmallNetwork, set, settings, set, weights);
        var torch = Trainings.Run(Trainings.SmallNetwork, set, settings with { Engine = TrainingEngine.Torch }, set, weights);
        Engines.AssertClose([.. fused.Weights.Select(array => array.Values)], [.. torch.Weights.Select(array => array.Values)], 1e-4);
    }

    [TestMethod]
    public void A_step_allocates_nothing()
    {
        var (_, engine, _, set, plan) = Create(Networks[0]);
        var (rows, strengths, clipping) = (set.AllRows(), plan.Strengths(), GradientClipping.ByGlobalNorm(1));
        Assert.AreEqual(0, Allocations.Of(10, () => engine.Step(new(set, rows.AsSpan(0, 32)), 0.01, strengths, clipping)));
    }

    private static void Compare(Layer[] layers, Optimizer optimizer, GradientClipping? clipping, int steps, double tolerance)
    {
        var (dense, sparse, set, nonzeros, plan) = Create(layers, optimizer);
        var rows = set.AllRows();
        for (var step = 0; step < steps; step++)
        {
            var batch = rows.AsSpan(7 * step % 50, 8);
            var rate = 0.005 * (1 + Math.Sin(step / 5.0) / 2);
            var expected = dense.Step(new(set, batch), rate, plan.Strengths(), clipping, meanWeight: 1);
            Engines.AssertClose(expected, sparse.Step(new(nonzeros, batch), rate, plan.Strengths(), clipping, meanWeight: 1), 10 * tolerance);
        }

        Engines.AssertClose([.. dense.GetWeights().Select(array => array.Values)], [.. sparse.GetWeights().Select(array => array.Values)], tolerance);
        Assert.IsTrue(sparse.TryKeepWeights());
        AreEqual(sparse.GetWeights().Flat(), sparse.GetKeptWeights().Flat());
    }

    private static (FusedEngine Dense, FusedEngine Sparse, TrainingSet Set, TrainingSet Nonzeros, NetworkPlan Plan) Create(Layer[] layers, Optimizer? optimizer = null)
    {
        var plan = NetworkPlanner.Plan(Features, layers);
        var random = new Random(layers.Length);
        var set = TrainingSets.Sparse(random, Rows, Features, 6, plan.OutputSize, weighted: true);
        var weights = RandomWeights.Create(Features, layers, random);
        return (Engine(plan, weights, optimizer), Engine(plan, weights, optimizer), set, set.Compress(), plan);
    }

    private static FusedEngine Engine(NetworkPlan plan, IReadOnlyList<WeightTensor> weights, Optimizer? optimizer) => new(new TrainingProblem(
        plan, weights, new RegressionObjective(RegressionLoss.MeanSquaredError, plan.OutputSize), Rows,
        Trainings.Settings() with { Optimizer = optimizer ?? Optimizer.Adam() }));

    /// <summary>But that a zero may have the other sign.</summary>
    private static void AreEqual(float[] expected, float[] actual) => Assert.IsTrue(expected.AsSpan().SequenceEqual(actual));
}
