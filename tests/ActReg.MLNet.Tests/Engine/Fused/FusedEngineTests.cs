using ActReg.MLNet.Tests.Testing;

namespace ActReg.MLNet.Tests;

[TestClass]
public class FusedEngineTests
{
    private static readonly Layer[] Layers =
    [
        Layer.Dense(20, activityRegularizer: ActivityRegularizer.L1()),
        Layer.Activation(Activation.Sigmoid, ActivityRegularizer.KullbackLeibler()),
        Layer.Dense(10, Activation.Gelu(), ActivityRegularizer.L2(), KernelRegularizer.L1L2()), Layer.Dense(1),
    ];

    [TestMethod]
    public void Steps_allocate_nothing() => AssertAllocatesNothing(Layers);

    [TestMethod]
    public void Steps_of_every_layer_allocate_nothing() => AssertAllocatesNothing(Trainings.EveryLayer);

    [TestMethod]
    public void Steps_with_frozen_layers_and_other_rates_allocate_nothing() => AssertAllocatesNothing(
        [.. Trainings.EveryLayer.Select((layer, i) => i % 2 == 0 ? layer.Frozen() : layer.WithLearningRateFactor(0.5f)), Layer.Dense(1)]);

    [TestMethod]
    public void Steps_on_sequences_allocate_nothing() => AssertAllocatesNothing(
    [
        Layer.Reshape(3, 2), Layer.Lstm(5, returnSequences: true, bidirectional: true, activityRegularizer: ActivityRegularizer.Temporal()),
        Layer.SimpleRnn(8, returnSequences: true, kernelRegularizer: KernelRegularizer.L2()), Layer.Gru(3), Layer.RepeatVector(2), Layer.Lstm(8), Layer.Dense(1),
    ]);

    [TestMethod]
    public void A_batch_too_large_for_what_a_recurrent_layer_keeps_is_an_error_that_says_so()
    {
        var set = new TrainingSet(1, new float[100_000], new float[100_000], null);
        var error = Assert.ThrowsExactly<ArgumentException>(() => Trainings.Run(
            [Layer.RepeatVector(1000), Layer.Lstm(8), Layer.Dense(1)], set, Trainings.Settings(batchSize: int.MaxValue)));
        Assert.StartsWith("batchSize must be at most ", error.Message);
        Assert.EndsWith(" for layers this wide; received 2147483647.", error.Message);
    }

    [TestMethod]
    public void Steps_on_images_allocate_nothing() => AssertAllocatesNothing(
        [
            Layer.Conv2D(8, (1, 2), activation: Activation.Relu, activityRegularizer: ActivityRegularizer.L1()), Layer.MaxPooling2D((1, 2), 1), Layer.BatchNorm(), Layer.Dropout(0.2f),
            Layer.LayerNorm(), Layer.Conv2DTranspose(3, (2, 1)), Layer.Conv2D(3, 2, groups: 3, padding: Padding.Same), Layer.AveragePooling2D(2), Layer.Flatten(), Layer.Dense(1),
        ],
        LayerShape.Image(1, 6, 1));

    /// <summary>Per epoch there are its figures and little else, however many batches it has.</summary>
    [TestMethod]
    public void Epochs_allocate_next_to_nothing()
    {
        var set = TrainingSets.Create(new Random(1), 200, 6);
        const int More = 100;
        long Training(int epochs) => Allocations.Of(1, () => Trainings.Run(Layers, set, Trainings.Settings(epochs, batchSize: 1), set));
        Training(More);
        Assert.IsLessThan(800, (Training(11 * More) - Training(More)) / (10 * More));
    }

    [TestMethod]
    public void A_batch_too_large_for_memory_is_an_error_that_says_so()
    {
        var set = new TrainingSet(1, new float[300_000], new float[300_000], null);
        var error = Assert.ThrowsExactly<ArgumentException>(() => Trainings.Run(
            [Layer.Dense(10_000), Layer.Dense(1)], set, Trainings.Settings(batchSize: int.MaxValue)));
        Assert.AreEqual("batchSize must be at most 214748 for layers this wide; received 2147483647.", error.Message);
    }

    private static void AssertAllocatesNothing(Layer[] layers, LayerShape? input = null)
    {
        var set = TrainingSets.Create(new Random(1), 40, 6, weighted: true);
        var plan = NetworkPlanner.Plan(input ?? 6, layers);
        var weights = Weights.Initialize(plan, RandomStreams.Create(1, RandomStreams.Initialization));
        var rows = set.AllRows();
        double[] strengths = [.. plan.PenalizedSteps.Select(_ => 1.0)];
        foreach (var optimizer in Optimizers.Samples)
        {
            foreach (var clipping in Optimizers.Clippings)
            {
                using var engine = new FusedEngine(
                    new TrainingProblem(plan, weights, new BinaryCrossEntropy(), 40, Trainings.Settings() with { Optimizer = optimizer }));
                var bySteps = Allocations.Of(100, () => engine.Step(new(set, rows), 1e-3, strengths, clipping));
                Assert.AreEqual(0, bySteps, $"training with {optimizer}, {clipping}");
                Assert.AreEqual(0, Allocations.Of(100, () => engine.Evaluate(new(set, rows), strengths)), "validation");
            }
        }
    }
}
