namespace ActReg.MLNet.Tests;

/// <summary>What engines add up between updates.</summary>
[TestClass]
public class GradientAccumulationTests
{
    private const int Rows = 9;
    private const int ValueCount = 3;
    private const double Tolerance = 1e-6;

    /// <summary>All fused steps; of dense ones those that end a network narrow, with and without a penalty, and wide.</summary>
    private static readonly (LayerShape Input, Layer[] Layers)[] Networks =
    [
        .. OfUnits.Select(layers => (layers[0] is MaskingLayer ? LayerShape.Sequence(3, 2) : (LayerShape)6, layers)),
        (LayerShape.Image(5, 4, 2),
            [
                Layer.Conv2D(4, 2, groups: 2, activation: Activation.Relu, activityRegularizer: ActivityRegularizer.L1()), Layer.BatchNorm(), Layer.MaxPooling2D(2, 1),
                Layer.LayerNorm(), Layer.Conv2DTranspose(3, 2, activityRegularizer: ActivityRegularizer.L2()), Layer.Dropout(0.3f), Layer.AveragePooling2D(2),
                Layer.Conv2D(8, (1, 2), padding: Padding.Same), Layer.Flatten(), Layer.Dense(2),
            ]),
        (LayerShape.Sequence(7, 2),
            [Layer.Conv1D(8, 3, padding: Padding.Same, kernelRegularizer: KernelRegularizer.L2()), Layer.Activation(Activation.Tanh), Layer.GlobalMaxPooling(), Layer.Dense(2)]),
    ];

    private static Layer[][] OfUnits =>
    [
        Trainings.EveryLayer,
        [
            Layer.Dense(20, Activation.Relu, ActivityRegularizer.L1(), KernelRegularizer.L1L2()), Layer.Dropout(0.5f), Layer.LayerNorm(),
            Layer.Dense(11),
        ],
        [
            Layer.Dense(3, activityRegularizer: ActivityRegularizer.L2()), Layer.BatchNorm(),
            Layer.Dense(3, kernelRegularizer: KernelRegularizer.L2()),
        ],
        [
            Layer.LayerNorm(), Layer.Dense(8, Activation.Sigmoid, ActivityRegularizer.KullbackLeibler()),
            Layer.Dense(4, activityRegularizer: ActivityRegularizer.L1()),
        ],
        [Layer.Dense(8), Layer.BatchNorm(), Layer.Activation(Activation.Tanh, ActivityRegularizer.L1())],
        [Layer.Dense(12), Layer.TopK(6), Layer.Dense(9, Activation.Tanh), Layer.BatchTopK(4, ActivityRegularizer.L1()), Layer.Dense(2)],
        [Layer.Dense(6, Activation.Tanh), Layer.Reshape(2, 3), Layer.Flatten(), Layer.Dense(2)],
        [Layer.CategoryEmbedding(blocks: [new(0, 1), new(1, 2)]), Layer.Dense(4, Activation.Tanh), Layer.Dense(2)],
        [Layer.Imputation(), Layer.RobustScaling(), Layer.Scale(), Layer.PeriodicEmbedding(8, 3), Layer.Dense(4), Layer.ParametricActivation(Activation.Tanh), Layer.Dense(2)],
        [Layer.PiecewiseLinearEncoding(2), Layer.Dense(4, Activation.Tanh), Layer.Dense(2)],
        [Layer.BatchEnsemble(3), Layer.Dense(4, Activation.Tanh, ActivityRegularizer.L2()), new MemberOutputLayer(2, MemberMean.Values, KernelRegularizer.L2())],
        [
            Layer.Dense(4, Activation.Tanh), Layer.RepeatVector(3), Layer.Lstm(8, returnSequences: true, activityRegularizer: ActivityRegularizer.Temporal(0.1f, 0.1f)),
            Layer.Gru(3, returnSequences: true, bidirectional: true, kernelRegularizer: KernelRegularizer.L2()), Layer.SimpleRnn(5), Layer.Dense(2),
        ],
        [Layer.Masking(), Layer.Gru(8, returnSequences: true, activityRegularizer: ActivityRegularizer.L1()), Layer.Lstm(3, bidirectional: true), Layer.Dense(2)],
        [Layer.Embedding(ValueCount, 3), Layer.SimpleRnn(4, returnSequences: true), Layer.Flatten(), Layer.Dense(2)],
        // Of an auxiliary loss, the second of two equal batches has another: units have been off for longer.
        [new PreBiasLayer(), new CodeLayer(12, CodeSparsity.JumpRelu(3, bandwidth: 2, auxiliaryStrength: 0)), new DecoderLayer(isTied: false)],
        [new PreBiasLayer(), new CodeLayer(12, CodeSparsity.TopK(3, auxiliaryStrength: 0)), new DecoderLayer(isTied: true)],
    ];

    public static IEnumerable<object[]> Cases =>
        from engine in new[] { TrainingEngine.Fused, TrainingEngine.Torch }
        from network in Enumerable.Range(0, Networks.Length)
        select new object[] { engine, network };

    [TestMethod]
    public void Every_fused_step_is_there()
    {
        var there = Networks.SelectMany(network => NetworkPlanner.Plan(network.Input, network.Layers).Steps).Select(step => step.GetType()).ToHashSet();
        foreach (var type in typeof(FusedStep).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(FusedStep)) && !type.IsAbstract))
            Assert.Contains(type, there);
    }

    [TestMethod]
    [DynamicData(nameof(Cases))]
    public void The_same_gradient_again_doubles_it(TrainingEngine kind, int network)
    {
        var (plan, set, engine) = Create(kind, network);
        using (engine)
        {
            engine.AddGradient(new(set, set.AllRows()), plan.Strengths());
            var once = engine.GradientByWeights(plan);
            engine.AddGradient(new(set, set.AllRows()), plan.Strengths());
            Engines.AssertClose(Times(2, once), engine.GradientByWeights(plan), Tolerance);
            for (var i = 0; i < plan.Weights.Count; i++)
                Assert.AreEqual(!plan.Weights[i].Role.IsStatistic() && !plan.Weights[i].IsFrozen, once[i].AsSpan().ContainsAnyExcept(0), plan.Weights[i].Name);
        }
    }

    [TestMethod]
    [DynamicData(nameof(Cases))]
    public void A_gradient_is_added_to_the_one_that_was_set(TrainingEngine kind, int network)
    {
        var (plan, set, engine) = Create(kind, network);
        using (engine)
        {
            engine.AddGradient(new(set, set.AllRows()), plan.Strengths());
            var (gradient, byWeights) = (engine.GetGradient(), engine.GradientByWeights(plan));
            engine.SetGradient(Array.ConvertAll(gradient, value => -3 * value));
            engine.AddGradient(new(set, set.AllRows()), plan.Strengths());
            Engines.AssertClose(Times(-2, byWeights), engine.GradientByWeights(plan), Tolerance);
            engine.SetGradient(gradient);
            CollectionAssert.AreEqual(gradient, engine.GetGradient());
        }
    }

    [TestMethod]
    [DynamicData(nameof(Cases))]
    public void An_update_leaves_no_gradient(TrainingEngine kind, int network)
    {
        foreach (var optimizer in Optimizers.Samples)
        {
            var (plan, set, engine) = Create(kind, network, optimizer);
            using (engine)
            {
                engine.Step(new(set, set.AllRows()), 0.01, plan.Strengths(), GradientClipping.ByGlobalNorm(0.1f));
                Assert.IsFalse(engine.GetGradient().AsSpan().ContainsAnyExcept(0), $"{optimizer}");
            }
        }
    }

    /// <summary>So nothing else of the first step is left, either.</summary>
    [TestMethod]
    [DynamicData(nameof(Cases))]
    public void The_second_of_two_steps_is_that_of_a_fresh_engine(TrainingEngine kind, int network)
    {
        var (plan, set, engine) = Create(kind, network);
        var (_, _, fresh) = Create(kind, network);
        using (engine)
        using (fresh)
        {
            var rows = set.AllRows();
            engine.Step(new(set, rows), 0.01, plan.Strengths());
            fresh.SetState(engine.GetState());
            Assert.AreEqual(fresh.Step(new(set, rows), 0.01, plan.Strengths()), engine.Step(new(set, rows), 0.01, plan.Strengths()));
            CollectionAssert.AreEqual(fresh.GetState().Parameters, engine.GetState().Parameters);
        }
    }


    private static float[][] Times(float factor, float[][] gradient) =>
        [.. gradient.Select(array => Array.ConvertAll(array, value => factor * value))];

    private static (NetworkPlan Plan, TrainingSet Set, ITrainingEngine Engine) Create(
        TrainingEngine kind, int network, Optimizer? optimizer = null)
    {
        var random = new Random(network);
        var (input, layers) = Networks[network];
        var plan = NetworkPlanner.Plan(input, layers);
        var set = TrainingSets.WithTargets(random, Rows, plan.InputSize, plan.OutputSize, weighted: true);
        if (layers[0] is EmbeddingLayer)
            set = set with { Features = new RowValues(plan.InputSize, [.. Enumerable.Range(0, Rows * plan.InputSize).Select(i => (float)(i % ValueCount))]) };
        return (plan, set, Engines.Create(
            kind, plan, RandomWeights.Create(input, layers, random),
            new RegressionObjective(RegressionLoss.MeanSquaredError, plan.OutputSize), Rows,
            Trainings.Settings() with { Optimizer = optimizer ?? Optimizer.Adam() }));
    }
}
