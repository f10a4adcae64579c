using Microsoft.ML;

namespace ActReg.MLNet.Tests;

/// <summary>How weights follow the gradient, through the public API and on both engines.</summary>
[TestClass]
public sealed class UpdateOptionsTests
{
    private const double WeightTolerance = 1e-3;

    private static readonly (string Name, float Rate, Action<ActivityRegularizedMlpOptions> Set)[] Ways =
    [
        ("Adam", 0.01f, options => options.Optimizer = Optimizer.Adam()),
        ("AdamW", 0.01f, options => options.Optimizer = Optimizer.AdamW(0.1)),
        ("SGD", 0.1f, options => options.Optimizer = Optimizer.Sgd()),
        ("SGD with momentum", 0.03f, options => options.Optimizer = Optimizer.Sgd(0.9)),
        ("SGD with Nesterov's momentum", 0.03f, options => options.Optimizer = Optimizer.Sgd(0.9, nesterov: true)),
        ("RMSprop", 0.003f, options => options.Optimizer = Optimizer.RmsProp()),
        ("RMSprop, centered, with momentum", 0.003f,
            options => options.Optimizer = Optimizer.RmsProp(momentum: 0.5, epsilon: 1e-3, centered: true)),
        ("clipping by value", 0.1f, options => options.GradientClipping = GradientClipping.ByValue(0.01f)),
        ("clipping by norm", 0.1f, options => options.GradientClipping = GradientClipping.ByNorm(0.05f)),
        ("clipping by global norm", 0.1f, options => options.GradientClipping = GradientClipping.ByGlobalNorm(0.1f)),
        ("exponential decay", 0.3f, options => options.LearningRateSchedule = LearningRateSchedule.Exponential(0.8)),
        ("cosine decay", 0.3f, options => options.LearningRateSchedule = LearningRateSchedule.Cosine(0, warmUpEpochs: 2)),
        ("one cycle", 0.3f, options => options.LearningRateSchedule = LearningRateSchedule.OneCycle()),
        ("plateaus", 0.3f,
            options => options.LearningRateSchedule = LearningRateSchedule.ReduceOnPlateau(
                TrainingMetric.Loss, 0.5, patience: 2, minDelta: 0.05)),
        ("kernel penalty", 0.1f, options => options.KernelRegularizer = KernelRegularizer.L1L2(1e-3f, 1e-2f)),
    ];

    private readonly MLContext _mlContext = new(seed: 1);

    public static IEnumerable<object[]> Names => Ways.Select(way => new object[] { way.Name });

    [TestMethod]
    [DynamicData(nameof(Names))]
    public void Trains_and_both_engines_agree(string name)
    {
        var way = Ways.Single(entry => entry.Name == name);
        var fused = Fit(way.Set, way.Rate, TrainingEngine.Fused);
        var torch = Fit(way.Set, way.Rate, TrainingEngine.Torch);
        Assert.IsLessThan(0.97 * fused.History[0].Loss, fused.History[^1].Loss);
        foreach (var (expected, actual) in torch.AllWeights().Zip(fused.AllWeights()))
            Assert.AreEqual(expected, actual, WeightTolerance);
        TinyTraining.AreEqual(
            torch.History.Select(epoch => epoch.LearningRate), fused.History.Select(epoch => epoch.LearningRate));
    }

    /// <summary>So none of them is ignored.</summary>
    [TestMethod]
    public void Each_way_gives_another_model()
    {
        // All at one rate, so that nothing else makes them differ; the first is the default.
        var firstWeights = Ways.Select(way => Fit(way.Set, 0.1f, TrainingEngine.Fused).AllWeights()[0]).ToArray();
        Assert.AreEqual(Fit(_ => { }, 0.1f, TrainingEngine.Fused).AllWeights()[0], firstWeights[0]);
        CollectionAssert.AllItemsAreUnique(firstWeights);
    }

    [TestMethod]
    public void Kernel_regularizer_reaches_every_dense_layer_that_has_none_of_its_own()
    {
        var everywhere = KernelRegularizer.L2(0.25f);
        var own = KernelRegularizer.L1(0.125f);
        var network = Fit(
            options =>
            {
                options.Layers =
                [
                    Layer.Dense(3, Activation.Tanh), Layer.Dense(4, kernelRegularizer: own), Layer.Activation(Activation.Relu),
                ];
                options.KernelRegularizer = everywhere;
            },
            rate: 1e-20f, TrainingEngine.Fused);
        TinyTraining.AreEqual<Layer>(
            [
                Layer.Dense(3, Activation.Tanh, kernelRegularizer: everywhere), Layer.Dense(4, kernelRegularizer: own),
                Layer.Activation(Activation.Relu), Layer.Dense(1, kernelRegularizer: everywhere),
            ],
            network.Layers);

        // Kernels and biases in turn; at this rate none moves.
        var kernels = network.GetWeights().Where((_, i) => i % 2 == 0).Select(weight => weight.Values).ToArray();
        var absolute = kernels[1].Sum(value => Math.Abs((double)value));
        var penalty = 0.25 * Squares(kernels[0]) + 0.125 * absolute + 0.25 * Squares(kernels[2]);
        Assert.AreEqual(penalty, network.History[^1].KernelPenalty, 1e-6);
        Assert.AreEqual(network.History[^1].Loss, network.History[^1].DataLoss + penalty, 1e-6);

        static double Squares(float[] values) => values.Sum(value => (double)value * value);
    }

    private NetworkModelParameters Fit(Action<ActivityRegularizedMlpOptions> set, float rate, TrainingEngine engine)
    {
        var options = TinyTraining.Options();
        options.Layers = [Layer.Dense(8, Activation.Tanh)];
        options.Epochs = 12;
        options.BatchSize = 8;
        options.LearningRate = rate;
        options.Engine = engine;
        set(options);
        return TinyTraining.Trainer(_mlContext, options).Fit(TinyTraining.Circles(_mlContext, 100)).Network();
    }
}
