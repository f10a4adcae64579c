using CsCheck;

namespace ActReg.MLNet.Tests;

/// <summary>The fused engine against TorchSharp's automatic differentiation, on images and sequences.</summary>
[TestClass]
public sealed class ImageParityTests
{
    /// <summary>Of losses, relative where they are above 1.</summary>
    private const double LossTolerance = 2e-5;

    private const double GradientTolerance = 2e-5;

    private static readonly Gen<(int Seed, int Rows, bool Weighted, bool Frozen)> Cases = Gen.Select(Gen.Int, Gen.Int[1, 12], Gen.Bool, Gen.Bool);

    [TestMethod]
    public void Figures_and_gradients_agree() => Cases.Sample(
        c =>
        {
            var (random, plan, weights) = Draw(c.Seed, c.Frozen);
            var set = TrainingSets.Create(random, c.Rows, plan.InputSize, c.Weighted);
            using var fused = Engines.Create(TrainingEngine.Fused, plan, weights, new BinaryCrossEntropy(), c.Rows);
            using var torch = Engines.Create(TrainingEngine.Torch, plan, weights, new BinaryCrossEntropy(), c.Rows);
            var batch = new RowBatch(set, set.AllRows());
            Engines.AssertClose(torch.Evaluate(batch, plan.Strengths()), fused.Evaluate(batch, plan.Strengths()), LossTolerance);
            Engines.AssertClose(torch.AddGradient(batch, plan.Strengths()), fused.AddGradient(batch, plan.Strengths()), LossTolerance);
            Engines.AssertClose(torch.GradientByWeights(plan), fused.GradientByWeights(plan), GradientTolerance);
        },
        iter: 300, threads: 1, print: c => $"{c}: {ImageNetworks.Text(c.Seed)}");

    [TestMethod]
    public void Trainings_agree() => Cases.Sample(
        c =>
        {
            const int Epochs = 3;
            var (random, plan, weights) = Draw(c.Seed, c.Frozen);
            var train = TrainingSets.Create(random, c.Rows, plan.InputSize, c.Weighted);
            var validation = TrainingSets.Create(random, c.Rows + 3, plan.InputSize, c.Weighted);
            var settings = Trainings.Settings(Epochs, batchSize: 5, learningRate: 1e-3f, seed: c.Seed) with
            {
                // Batch normalization takes out any bias before it, of whose gradient floats keep only noise.
                Optimizer = Optimizer.Adam(epsilon: 1e-3),
            };
            var fused = Run(plan, weights, train, validation, settings);
            var torch = Run(plan, weights, train, validation, settings with { Engine = TrainingEngine.Torch });
            for (var epoch = 0; epoch < Epochs; epoch++)
            {
                foreach (var (expected, actual) in torch.History[epoch].Figures().Zip(fused.History[epoch].Figures()))
                    Assert.AreEqual(expected, actual, LossTolerance * Math.Max(1, Math.Abs(expected)), $"epoch {epoch + 1}");
            }

            Engines.AssertClose([torch.Flat()], [fused.Flat()], 1e-4);
        },
        iter: 60, threads: 1, print: c => $"{c}: {ImageNetworks.Text(c.Seed)}");

    /// <summary>Of more windows than are copied out, or added up, at a time, in whole vectors of filters and not.</summary>
    [TestMethod]
    [DataRow(16, 24, 1, Padding.Valid)]
    [DataRow(16, 24, 2, Padding.Same)]
    [DataRow(5, 12, 1, Padding.Same)]
    [DataRow(8, 48, 3, Padding.Same)]
    public void Those_of_larger_images_agree(int first, int second, int stride, Padding padding)
    {
        var input = LayerShape.Image(34, 29, 3);
        Layer[] layers =
        [
            Layer.Conv2D(first, 3, padding: padding, activation: Activation.Relu, activityRegularizer: ActivityRegularizer.L1(1e-3f)), Layer.MaxPooling2D(2),
            Layer.Conv2D(second, (3, 5), stride, padding, activation: Activation.Relu, kernelRegularizer: KernelRegularizer.L2(1e-2f)), Layer.AveragePooling2D(2),
            Layer.Conv2D(second, 3, padding: Padding.Same, groups: 2), Layer.Flatten(), Layer.Dense(1),
        ];
        var random = new Random(1);
        var plan = NetworkPlanner.Plan(input, layers);
        // About as large as those that a training begins with.
        WeightTensor[] weights = [.. RandomWeights.Create(input, layers, random).Select(array => array with { Values = Array.ConvertAll(array.Values, value => value / 8) })];
        var set = TrainingSets.Create(random, 7, input.Size, weighted: true);
        using var fused = Engines.Create(TrainingEngine.Fused, plan, weights, new BinaryCrossEntropy(), set.RowCount);
        using var torch = Engines.Create(TrainingEngine.Torch, plan, weights, new BinaryCrossEntropy(), set.RowCount);
        var batch = new RowBatch(set, set.AllRows());
        Engines.AssertClose(torch.AddGradient(batch, plan.Strengths()), fused.AddGradient(batch, plan.Strengths()), LossTolerance);
        Engines.AssertClose(torch.GradientByWeights(plan), fused.GradientByWeights(plan), GradientTolerance);
        Assert.AreEqual(torch.ZeroFractions[0], fused.ZeroFractions[0], 1e-4);
        Assert.IsGreaterThan(0.1, fused.ZeroFractions[0]);
    }

    /// <summary>So large that rows go through most layers one at a time, each with its own weight and dropout; and layers that compare rows, or compute where values stand, in between.</summary>
    [TestMethod]
    public void Rows_by_themselves_agree()
    {
        var input = LayerShape.Image(40, 37, 2);
        Layer[] layers =
        [
            Layer.Conv2D(16, 3, padding: Padding.Same), Layer.BatchNorm(epsilon: 0.1f), Layer.Activation(Activation.Silu, ActivityRegularizer.L2(1e-3f)), Layer.Dropout(0.3f),
            Layer.MaxPooling2D(3, 2), Layer.Conv2D(8, 2, activation: Activation.Tanh, activityRegularizer: ActivityRegularizer.L1(1e-3f, ActivityReduction.BatchSum)),
            Layer.LayerNorm(0.1f), Layer.AveragePooling2D(3, 1), Layer.BatchNorm(epsilon: 0.1f), Layer.Activation(Activation.Sigmoid, ActivityRegularizer.L2(1e-3f)),
            Layer.Conv2DTranspose(5, 2, 2), Layer.Activation(Activation.Relu), Layer.GlobalMaxPooling(), Layer.Dense(1),
        ];
        var random = new Random(2);
        var plan = NetworkPlanner.Plan(input, layers);
        Assert.IsTrue(Enumerable.Range(0, plan.Steps.Count).Any(step => !plan.RowRuns.IsLast(step) && plan.RowRuns.RowsAtATime(step) < 3), "a few rows at a time");
        var weights = RandomWeights.Create(input, layers, random);
        var set = TrainingSets.Create(random, 7, input.Size, weighted: true);
        using var fused = Engines.Create(TrainingEngine.Fused, plan, weights, new BinaryCrossEntropy(), set.RowCount);
        using var torch = Engines.Create(TrainingEngine.Torch, plan, weights, new BinaryCrossEntropy(), set.RowCount);
        var batch = new RowBatch(set, set.AllRows());
        Engines.AssertClose(torch.Evaluate(batch, plan.Strengths()), fused.Evaluate(batch, plan.Strengths()), LossTolerance);
        Engines.AssertClose(torch.AddGradient(batch, plan.Strengths()), fused.AddGradient(batch, plan.Strengths()), LossTolerance);
        Engines.AssertClose(torch.GradientByWeights(plan), fused.GradientByWeights(plan), GradientTolerance);
    }

    private static (Random Random, NetworkPlan Plan, IReadOnlyList<WeightTensor> Weights) Draw(int seed, bool frozen)
    {
        var random = new Random(seed);
        var (input, layers) = ImageNetworks.Create(random);
        var plan = NetworkPlanner.Plan(input, [.. layers.Select(layer => frozen ? layer.WithLearningRateFactor(random.Next(3) * 0.5f) : layer)]);
        return (random, plan, RandomWeights.Create(input, layers, random));
    }

    private static TrainingResult Run(
        NetworkPlan plan, IReadOnlyList<WeightTensor> weights, TrainingSet train, TrainingSet validation, TrainingSettings settings) => NetworkTraining.Run(
        new TrainingRequest { Plan = plan, Loss = new BinaryCrossEntropy(), Settings = settings, InitialWeights = weights }, TrainingSets.Data(train, validation));
}
