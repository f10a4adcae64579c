using Microsoft.ML;

namespace ActReg.MLNet.Tests;

/// <summary>Biases that begin by the rows.</summary>
[TestClass]
public sealed class FirstBiasesTests
{
    private static readonly BiasInitializer HePlus = BiasInitializer.HePlus();

    /// <summary>By the script beside the numbers.</summary>
    [TestMethod]
    public void Are_minus_means_of_random_rows()
    {
        foreach (var golden in GoldenEncodings.All.Biases)
        {
            Layer[] layers = [.. golden.Kernels.Select(kernel => Layer.Dense(kernel[0].Length, Activation.Relu, biasInitializer: BiasInitializer.HePlus(golden.Rows)))];
            var set = new TrainingSet(golden.Features[0].Length, [.. golden.Features.SelectMany(row => row)], new float[golden.Features.Length], golden.Weights);
            var request = Trainings.Request(layers, set, Trainings.Settings(seed: golden.Seed));
            float[][] arrays = [.. golden.Kernels.SelectMany(kernel => new[] { [.. kernel.SelectMany(row => row)], new float[kernel[0].Length] })];
            WeightTensor[] weights = [.. request.Plan.Weights.Zip(arrays, (place, values) => new WeightTensor(place.Name, place.Shape, values))];
            var found = FirstBiases.Of(request, weights, new MemoryRows(set));
            for (var layer = 0; layer < layers.Length; layer++)
            {
                Assert.AreSame(weights[2 * layer].Values, found[2 * layer].Values);
                for (var unit = 0; unit < golden.Biases[layer].Length; unit++)
                    Assert.AreEqual(golden.Biases[layer][unit], found[2 * layer + 1].Values[unit], 1e-5, $"seed {golden.Seed}, layer {layer}, unit {unit}");
            }
        }
    }

    /// <summary>With one row per unit, each unit is 0 at one of the rows; frozen, it stays so. Behind a layer that drops, nothing is dropped.</summary>
    [TestMethod]
    [DataRow(TrainingEngine.Fused)]
    [DataRow(TrainingEngine.Torch)]
    public void With_one_row_each_unit_is_0_there(TrainingEngine engine)
    {
        Layer[] layers = [Layer.Scale(), Layer.Dropout(0.5f), Layer.Dense(7, Activation.Tanh, biasInitializer: BiasInitializer.HePlus(1)).Frozen(), Layer.Dense(1)];
        var set = TrainingSets.Create(new Random(1), 12, 3);
        var weights = Trainings.Run(layers, set, Trainings.Settings(epochs: 1, engine: engine) with { Optimizer = Optimizer.Sgd(), LearningRate = float.Epsilon }).Weights;
        float[] kernel = weights[1].Values, bias = weights[2].Values;
        Assert.HasCount(7, bias.Distinct());
        for (var unit = 0; unit < bias.Length; unit++)
            Assert.Contains(row => Math.Abs(bias[unit] + Enumerable.Range(0, 3).Sum(i => (double)set.Row(row)[i] * kernel[i * 7 + unit])) < 1e-5, Enumerable.Range(0, 12), $"unit {unit}");
    }

    /// <summary>The same bits with both engines and from streamed rows; another seed draws other rows.</summary>
    [TestMethod]
    public void Depend_on_rows_and_seed_alone()
    {
        var expected = Biases(_ => { });
        Assert.DoesNotContain(0f, expected);
        TinyTraining.AreEqual(expected, Biases(options => options.Engine = TrainingEngine.Torch));
        TinyTraining.AreEqual(expected, Biases(options => options.CacheInMemory = false));
        CollectionAssert.AreNotEqual(expected, Biases(options => options.Seed = 6));

        static float[] Biases(Action<ActivityRegularizedMlpOptions> change)
        {
            var mlContext = new MLContext(seed: 1);
            var options = TinyTraining.Options();
            options.Layers = [Layer.Imputation(), Layer.PiecewiseLinearEncoding(4), Layer.Dense(9, Activation.Relu, biasInitializer: HePlus).Frozen()];
            change(options);
            return TinyTraining.Trainer(mlContext, options).Fit(TinyTraining.Circles(mlContext)).Network().GetWeights()[^3].Values;
        }
    }

    [TestMethod]
    public void Kernels_are_drawn_as_without()
    {
        var set = TrainingSets.Create(new Random(1), 12, 3);
        var settings = Trainings.Settings(epochs: 1) with { Optimizer = Optimizer.Sgd(), LearningRate = float.Epsilon };
        var plain = Trainings.Run([Layer.Dense(5), Layer.Dense(1)], set, settings).Weights;
        var hePlus = Trainings.Run([Layer.Dense(5, biasInitializer: HePlus), Layer.Dense(1)], set, settings).Weights;
        foreach (var i in new[] { 0, 2, 3 })
            TinyTraining.AreEqual(plain[i].Values, hePlus[i].Values);
        CollectionAssert.AreNotEqual(plain[1].Values, hePlus[1].Values);
    }

    [TestMethod]
    public void Weights_that_are_given_stay()
    {
        Layer[] layers = [Layer.Dense(4, biasInitializer: HePlus), Layer.Dense(3, biasInitializer: HePlus), Layer.Dense(1)];
        var set = TrainingSets.Create(new Random(1), 12, 3);
        var weights = RandomWeights.Create(3, layers, new Random(2));
        var request = Trainings.Request(layers, set, Trainings.Settings());
        Assert.AreSame(weights, FirstBiases.Of(request with { InitialWeights = weights }, weights, new MemoryRows(set)));
        var partly = FirstBiases.Of(request with { InitialWeights = [.. weights.Take(2)] }, weights, new MemoryRows(set));
        Assert.AreSame(weights[1].Values, partly[1].Values);
        Assert.AreNotSame(weights[3].Values, partly[3].Values);
    }

    /// <summary>A row of no weight is never drawn, and one of most of it nearly always.</summary>
    [TestMethod]
    public void Rows_are_drawn_by_weight()
    {
        var biases = new float[1000];
        float[] values = [.. new[] { 1f, 2, 3 }.SelectMany(value => Enumerable.Repeat(value, biases.Length))];
        ((HePlusInitializer)BiasInitializer.HePlus(1)).Fill(values, [0, 1, 4], biases, new RandomState(1));
        TinyTraining.AreEqual([-3f, -2], biases.Distinct().Order());
        // Of 1000 draws of 3/4, with four standard deviations of 13.7 on both sides.
        Assert.IsTrue(biases.Count(bias => bias == -3) is > 695 and < 805, $"{biases.Count(bias => bias == -3)}");
    }

    [TestMethod]
    public void Sequences_and_images_are_refused() => Assert.AreEqual(
        "layers[0] (Dense) must get units for biases by HePlus, no sequence or image; received [4, 2].",
        Assert.Throws<ArgumentException>(() => NetworkPlanner.Plan(LayerShape.Sequence(4, 2), [Layer.Dense(3, biasInitializer: HePlus)])).Message);
}
