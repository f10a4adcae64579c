using CsCheck;
using Microsoft.ML;

namespace ActReg.MLNet.Tests;

/// <summary>The fused engine against TorchSharp's automatic differentiation.</summary>
[TestClass]
public class EngineParityTests
{
    /// <summary>Of losses, relative where they are above 1.</summary>
    private const double LossTolerance = 2e-5;

    private const float LearningRate = 1e-3f;

    /// <summary>
    /// Of a weight, in learning rates per step. Adam and RMSprop divide by the gradient's own size: where that is about its
    /// rounding errors, the engines' steps differ, but by a small part of a learning rate.
    /// </summary>
    private const double WeightTolerance = 0.1;

    private static readonly Gen<(Layer[] Layers, int Features, int Rows, int BatchSize, bool Weighted, bool Validated, int Seed)> Cases =
        Gen.Select(Architectures.Hidden, Gen.Int[1, 12], Gen.Int[1, 40], Gen.Int[1, 40], Gen.Bool, Gen.Bool, Gen.Int);

    /// <summary>Not those that depend on losses: a difference by rounding may decide.</summary>
    private static readonly Gen<LearningRateSchedule> Schedule = Gen.OneOf(
        Gen.Const(LearningRateSchedule.Constant),
        Gen.Double[0.3, 1].Select(rate => LearningRateSchedule.Exponential(rate)),
        Gen.Int[0, 2].Select(warmUpEpochs => LearningRateSchedule.Cosine(0.1, warmUpEpochs)),
        Gen.Double[0, 0.9].Select(fraction => LearningRateSchedule.OneCycle(fraction)), Gen.Const(LearningRateSchedule.CosLog4()),
        Gen.Double[0, 0.9].Select(fraction => LearningRateSchedule.FlatCosine(fraction)));

    private static readonly Gen<(Optimizer Optimizer, GradientClipping? Clipping, LearningRateSchedule Schedule)> Updates =
        Gen.Select(Optimizers.Any, Optimizers.Clipping.Null(), Schedule);

    [TestMethod]
    public void Random_trainings_agree() => Gen.Select(Cases, Updates).Sample(
        (c, updates) =>
        {
            const int Epochs = 3;
            var random = new Random(c.Seed);
            Layer[] layers = [.. c.Layers, Layer.Dense(1)];
            var train = TrainingSets.Create(random, c.Rows, c.Features, c.Weighted);
            var validation = c.Validated ? TrainingSets.Create(random, c.Rows + 3, c.Features, c.Weighted) : null;
            var weights = RandomWeights.Create(c.Features, layers, random);
            var settings = Trainings.Settings(Epochs, c.BatchSize, LearningRate, seed: c.Seed) with
            {
                Optimizer = OptimizerFor(layers, updates.Optimizer),
                GradientClipping = updates.Clipping,
                LearningRateSchedule = updates.Schedule,
            };

            var fused = Trainings.Run(layers, train, settings, validation, weights);
            var torch = Trainings.Run(layers, train, settings with { Engine = TrainingEngine.Torch }, validation, weights);

            AssertClose(fused.History, torch.History);
            var steps = Epochs * ((c.Rows + c.BatchSize - 1) / c.BatchSize);
            AssertClose(fused.Flat(), torch.Flat(), WeightTolerance * LearningRate * steps);
        },
        iter: 60, threads: 1, print: c => $"{Architectures.Text(c.Item1.Layers)}, {c}");

    /// <summary>There is nothing to compute, so the fused engine trains it.</summary>
    [TestMethod]
    public void Trainings_of_reshaped_values_agree()
    {
        Layer[] layers =
        [
            Layer.Reshape(-1, 2), Layer.Activation(Activation.Tanh, ActivityRegularizer.L2(0.1f)), Layer.Flatten(), Layer.Dense(12, Activation.Silu),
            Layer.Reshape(3, 4), Layer.Dropout(0.3f, ActivityRegularizer.L1(0.1f)), Layer.Reshape(12), Layer.Dense(1),
        ];
        Assert.IsNull(TorchOnly.In(NetworkPlanner.Plan(6, layers)));
        var random = new Random(1);
        var train = TrainingSets.Create(random, 30, 6, weighted: true);
        var weights = RandomWeights.Create(6, layers, random);
        var settings = Trainings.Settings(epochs: 3, 8, LearningRate, seed: 1);
        var fused = Trainings.Run(layers, train, settings, null, weights);
        var torch = Trainings.Run(layers, train, settings with { Engine = TrainingEngine.Torch }, null, weights);
        AssertClose(fused.History, torch.History);
        AssertClose(fused.Flat(), torch.Flat(), WeightTolerance * LearningRate * 12);
    }

    [TestMethod]
    public void Trainings_through_the_public_API_agree()
    {
        var fused = Train(TrainingEngine.Fused);
        var torch = Train(TrainingEngine.Torch);
        AssertClose(fused.History, torch.History);
        AssertClose(
            [.. fused.GetWeights().SelectMany(array => array.Values)], [.. torch.GetWeights().SelectMany(array => array.Values)], 1e-4);

        static NetworkModelParameters Train(TrainingEngine engine)
        {
            var context = new MLContext(seed: 1);
            var random = new Random(1);
            var train = TrainingSets.Create(random, 100, 5, weighted: true);
            var validation = TrainingSets.Create(random, 50, 5, weighted: true);
            var trainer = context.BinaryClassification.Trainers.ActivityRegularizedMlp(new ActivityRegularizedMlpOptions
            {
                Layers =
                [
                    Layer.Dense(20, activityRegularizer: ActivityRegularizer.L1L2(1e-3f, 1e-3f)), Layer.Activation(Activation.Tanh),
                    Layer.Dense(10, Activation.Gelu(), ActivityRegularizer.L2(1e-3f, ActivityReduction.BatchSum)),
                ],
                ExampleWeightColumnName = "Weight",
                Epochs = 5,
                Engine = engine,
            });
            return trainer.Fit(View(context, train), View(context, validation)).Model.SubModel;
        }

        static IDataView View(MLContext context, TrainingSet set) =>
            Data.Binary(context, set);
    }

    /// <summary>
    /// Batch normalization takes out any bias before it: floats keep only noise of such a gradient, and Adam with its usual
    /// epsilon would make whole steps of it.
    /// </summary>
    private static Optimizer OptimizerFor(Layer[] layers, Optimizer optimizer) =>
        layers.Any(layer => layer is BatchNormLayer) ? Optimizer.Adam(epsilon: 1e-3) : optimizer;

    private static void AssertClose(IReadOnlyList<EpochMetrics> expected, IReadOnlyList<EpochMetrics> actual)
    {
        Assert.HasCount(expected.Count, actual);
        for (var epoch = 0; epoch < expected.Count; epoch++)
        {
            var figures = expected[epoch].Figures().Zip(actual[epoch].Figures()).ToArray();
            for (var i = 0; i < figures.Length; i++)
            {
                var (wanted, found) = figures[i];
                if (double.IsNaN(wanted))
                    Assert.IsTrue(double.IsNaN(found));
                else
                    Assert.AreEqual(wanted, found, LossTolerance * Math.Max(1, Math.Abs(wanted)), $"figure {i} of epoch {epoch + 1}");
            }
        }
    }

    private static void AssertClose(float[] expected, float[] actual, double tolerance)
    {
        Assert.HasCount(expected.Length, actual);
        for (var i = 0; i < expected.Length; i++)
            Assert.AreEqual(expected[i], actual[i], tolerance, $"weight {i}");
    }
}
