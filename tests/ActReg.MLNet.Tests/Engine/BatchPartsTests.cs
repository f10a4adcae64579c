namespace ActReg.MLNet.Tests;

/// <summary>Parts of a batch add up to it, in one engine or in as many as there are parts.</summary>
/// <remarks>
/// Not where a row's output depends on the rows beside it: batch normalization, and a Kullback-Leibler penalty, take means over the rows
/// of a part, and dropout draws by a row's place in its part.
/// </remarks>
[TestClass]
public class BatchPartsTests
{
    private const int Rows = 23;
    private const double Tolerance = 2e-6;

    /// <summary>Whatever a fused step may be part of: normalized, penalized, activated, narrow and wide.</summary>
    private static readonly Layer[][] DenseNetworks =
    [
        [
            Layer.ActivityRegularization(ActivityRegularizer.L1(0.1f, ActivityReduction.ElementMean)),
            Layer.Dense(9, Activation.Tanh, ActivityRegularizer.L1L2(0.05f, 0.1f), KernelRegularizer.L1L2(0.01f, 0.1f)),
            Layer.LayerNorm(0.1f, ActivityRegularizer.L2(0.01f, ActivityReduction.BatchSum)),
            Layer.Dense(12, Activation.Silu, ActivityRegularizer.L2(0.1f, ActivityReduction.ElementMean)),
            Layer.Dense(1, kernelRegularizer: KernelRegularizer.L2(0.1f)),
        ],
        [
            Layer.Dense(8, activityRegularizer: ActivityRegularizer.L1(0.1f, ActivityReduction.BatchSum)),
            Layer.Activation(Activation.Gelu()), Layer.Dense(10, kernelRegularizer: KernelRegularizer.L1(0.02f)),
            Layer.Activation(Activation.Sigmoid, ActivityRegularizer.L2(0.1f)),
        ],
    ];

    private static readonly Layer[] ShapedNetwork =
    [
        Layer.Conv1D(
            3, 2, activation: Activation.Tanh, activityRegularizer: ActivityRegularizer.L2(0.1f),
            kernelRegularizer: KernelRegularizer.L2(0.1f)),
        Layer.Lstm(4, returnSequences: true, activityRegularizer: ActivityRegularizer.Temporal(0.1f, 0.2f, ActivityReduction.BatchSum)),
        Layer.Gru(3, activityRegularizer: ActivityRegularizer.L1(0.1f, ActivityReduction.ElementMean)), Layer.Dense(2),
    ];

    private static readonly Layer[] RecurrentNetwork =
    [
        Layer.SimpleRnn(8, returnSequences: true, bidirectional: true, activityRegularizer: ActivityRegularizer.L2(0.1f), kernelRegularizer: KernelRegularizer.L2(0.1f)),
        Layer.Lstm(4, returnSequences: true, activityRegularizer: ActivityRegularizer.Temporal(0.1f, 0.2f, ActivityReduction.BatchSum)),
        Layer.Gru(3, activityRegularizer: ActivityRegularizer.L1(0.1f, ActivityReduction.ElementMean)), Layer.Dense(2),
    ];

    private static readonly GradientClipping?[] Clippings =
        [null, GradientClipping.ByValue(0.05f), GradientClipping.ByNorm(0.05f), GradientClipping.ByGlobalNorm(0.05f)];

    public static IEnumerable<object[]> Cases =>
        from engine in new[] { TrainingEngine.Fused, TrainingEngine.Torch }
        from network in new[] { 0, 1, 2, 3 }
        where engine == TrainingEngine.Torch || network != 2
        from weighted in new[] { false, true }
        select new object[] { engine, network, weighted };

    [TestMethod]
    [DynamicData(nameof(Cases))]
    public void One_after_the_other_in_one_engine(TrainingEngine kind, int network, bool weighted)
    {
        foreach (var clipping in Clippings)
        {
            var problem = Problem.Create(network, weighted);
            using var whole = problem.Engine(kind);
            using var parts = problem.Engine(kind);
            for (var step = 0; step < 3; step++)
            {
                var expected = problem.AddGradient(whole);
                var actual = problem.Parts.Select(part => problem.AddGradient(parts, part)).Aggregate((sum, part) => sum + part);
                Engines.AssertClose(expected, actual, Tolerance);
                AssertSameUpdate(problem, whole, parts, clipping);
            }
        }
    }

    [TestMethod]
    [DynamicData(nameof(Cases))]
    public void In_an_engine_each_whose_gradients_are_summed(TrainingEngine kind, int network, bool weighted)
    {
        foreach (var clipping in Clippings)
        {
            var problem = Problem.Create(network, weighted);
            using var whole = problem.Engine(kind);
            var engines = problem.Parts.Select(_ => problem.Engine(kind)).ToArray();
            try
            {
                for (var step = 0; step < 3; step++)
                {
                    var expected = problem.AddGradient(whole);
                    var actual = problem.Parts.Zip(engines, (part, engine) => problem.AddGradient(engine, part))
                        .Aggregate((sum, part) => sum + part);
                    Engines.AssertClose(expected, actual, Tolerance);
                    var gradients = engines.Select(engine => engine.GetGradient()).ToArray();
                    engines[0].SetGradient([.. gradients[0].Select((_, i) => gradients.Sum(gradient => gradient[i]))]);
                    AssertSameUpdate(problem, whole, engines[0], clipping);
                    foreach (var engine in engines.Skip(1))
                    {
                        engine.SetState(engines[0].GetState());
                        engine.SetGradient(new float[gradients[0].Length]);
                    }
                }
            }
            finally
            {
                foreach (var engine in engines)
                    engine.Dispose();
            }
        }
    }

    [TestMethod]
    [DynamicData(nameof(Cases))]
    public void In_figures_without_a_gradient(TrainingEngine kind, int network, bool weighted)
    {
        var problem = Problem.Create(network, weighted);
        using var engine = problem.Engine(kind);
        var strengths = problem.Plan.Strengths();
        var expected = engine.Evaluate(new(problem.Set, problem.Set.AllRows()), strengths);
        var actual = problem.Parts
            .Select(part => engine.Evaluate(new(problem.Set, part) { BatchWeight = problem.Weight }, strengths))
            .Aggregate((sum, part) => sum + part);
        Engines.AssertClose(expected, actual, Tolerance);
        Assert.IsFalse(engine.GetGradient().AsSpan().ContainsAnyExcept(0));
    }

    /// <summary>Also a kernel penalty, of which it has no share.</summary>
    [TestMethod]
    [DataRow(TrainingEngine.Fused)]
    [DataRow(TrainingEngine.Torch)]
    public void A_part_without_weight_adds_nothing(TrainingEngine kind)
    {
        var problem = Problem.Create(0, weighted: true);
        using var engine = problem.Engine(kind);
        int[] nothing = [.. problem.Set.AllRows().Where(row => problem.Set.Weight(row) == 0)];
        Assert.IsGreaterThan(1, nothing.Length);
        problem.AddGradient(engine, problem.Parts[0]);
        var before = engine.GetGradient();
        Assert.AreEqual(default, problem.AddGradient(engine, nothing));
        CollectionAssert.AreEqual(before, engine.GetGradient());
    }

    private static void AssertSameUpdate(Problem problem, ITrainingEngine expected, ITrainingEngine actual, GradientClipping? clipping)
    {
        Engines.AssertClose(expected.GradientByWeights(problem.Plan), actual.GradientByWeights(problem.Plan), Tolerance);
        foreach (var engine in new[] { expected, actual })
        {
            if (clipping != null)
                engine.Clip(clipping);
            engine.Update(0.05);
        }

        // Clipping may divide by a small norm, and so does the optimizer.
        Engines.AssertClose(
            [.. expected.GetWeights().Select(array => array.Values)], [.. actual.GetWeights().Select(array => array.Values)], 1e-5);
    }

    private sealed record Problem(NetworkPlan Plan, IReadOnlyList<WeightTensor> Weights, Loss Loss, TrainingSet Set, int[][] Parts)
    {
        public double Weight { get; } = Set.WeightOf(Set.AllRows());

        /// <summary>A batch in four parts, one of a single row; where it is weighted, all rows of the third weigh nothing, and one other.</summary>
        public static Problem Create(int network, bool weighted)
        {
            var random = new Random(network);
            Layer[] layers = network switch { 2 => ShapedNetwork, 3 => RecurrentNetwork, _ => DenseNetworks[network] };
            LayerShape input = network < DenseNetworks.Length ? 6 : LayerShape.Sequence(5, 2);
            var plan = NetworkPlanner.Plan(input, layers);
            Loss loss = plan.OutputSize == 1
                ? new BinaryCrossEntropy() : new RegressionObjective(RegressionLoss.Huber(0.5f), plan.OutputSize);
            var set = loss.TargetCount == 1
                ? TrainingSets.Create(random, Rows, plan.InputSize, weighted)
                : TrainingSets.WithTargets(random, Rows, plan.InputSize, loss.TargetCount, weighted);
            var order = set.AllRows();
            random.Shuffle(order);
            int[][] parts = [order[..9], order[9..10], order[10..16], order[16..]];
            if (weighted)
            {
                foreach (var row in parts[2].Append(parts[0][3]))
                    set.Weights![row][0] = 0;
            }

            return new(plan, RandomWeights.Create(input, layers, random), loss, set, parts);
        }

        public ITrainingEngine Engine(TrainingEngine kind) => Engines.Create(
            kind, Plan, Weights, Loss, Rows, Trainings.Settings() with { Optimizer = Optimizer.Adam(epsilon: 1e-2) });

        /// <summary>Of all rows.</summary>
        public BatchSums AddGradient(ITrainingEngine engine) => engine.AddGradient(new(Set, Set.AllRows()), Plan.Strengths());

        /// <summary>Of some of them.</summary>
        public BatchSums AddGradient(ITrainingEngine engine, int[] part) =>
            engine.AddGradient(new(Set, part) { BatchWeight = Weight }, Plan.Strengths());
    }
}
