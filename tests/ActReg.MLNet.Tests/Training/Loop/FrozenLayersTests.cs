using CsCheck;

namespace ActReg.MLNet.Tests;

/// <summary>Layers that training leaves as they are.</summary>
[TestClass]
public sealed class FrozenLayersTests
{
    private static readonly TrainingSet Train = TrainingSets.Create(new Random(1), 40, 6, weighted: true);

    /// <summary>Whatever the optimizer remembers, decays or clips; with a batch normalization and layers that learn before, between and after.</summary>
    [TestMethod]
    [DataRow(TrainingEngine.Fused)]
    [DataRow(TrainingEngine.Torch)]
    public void Their_weights_stay_bit_for_bit(TrainingEngine engine)
    {
        int[][] frozen = [[0, 1, 3], [1, 5], [0], [5, 7]];
        foreach (var (index, optimizer) in Optimizers.Samples.Index())
        {
            foreach (var clipping in Optimizers.Clippings)
            {
                var layers = Freeze(Trainings.EveryLayer, frozen[index % frozen.Length]);
                AssertOnlyOthersMove(NetworkPlanner.Plan(6, layers), Train, engine, settings => settings with { Optimizer = optimizer, GradientClipping = clipping });
            }
        }
    }

    [TestMethod]
    [DataRow(TrainingEngine.Fused)]
    [DataRow(TrainingEngine.Torch)]
    public void Those_of_images_stay_too(TrainingEngine engine)
    {
        AssertStay(engine, [1, 4, 5], Layer.Conv2D(3, 3, activation: Activation.Relu), Layer.BatchNorm().Frozen(), Layer.Flatten());
        AssertStay(engine, [1, 4, 5], Layer.Conv2D(3, 3, activation: Activation.Relu).Frozen(), Layer.BatchNorm(), Layer.GlobalAveragePooling());
        AssertStay(engine, [1, 4, 5], Layer.Conv2D(8, 2), Layer.Conv2D(3, 3, activation: Activation.Relu).Frozen(), Layer.LayerNorm().Frozen(), Layer.Flatten());
        AssertStay(engine, [1, 4, 5], Layer.Conv2D(3, 2), Layer.Conv2DTranspose(2, 2, 2).Frozen(), Layer.MaxPooling2D(), Layer.Flatten());
    }

    [TestMethod]
    [DataRow(TrainingEngine.Fused)]
    [DataRow(TrainingEngine.Torch)]
    public void Those_of_sequences_stay_too(TrainingEngine engine)
    {
        AssertStay(engine, [5, 4], Layer.Dense(3), Layer.Lstm(3, returnSequences: true).Frozen(), Layer.LayerNorm(), Layer.Gru(2, bidirectional: true));
        AssertStay(engine, [5, 4], Layer.Lstm(3, returnSequences: true).Frozen(), Layer.Gru(8, bidirectional: true), Layer.Dense(3).Frozen());
        AssertStay(engine, [5, 4], Layer.Lstm(3, returnSequences: true), Layer.Gru(2, activityRegularizer: ActivityRegularizer.L2(0.1f)).Frozen());
        AssertStay(engine, [5, 4], Layer.Dense(3), Layer.Lstm(8, returnSequences: true).Frozen(), Layer.SimpleRnn(5).Frozen());
    }

    /// <summary>What is learned on a frozen layer is what is learned on its outputs as features.</summary>
    [TestMethod]
    [DataRow(TrainingEngine.Fused)]
    [DataRow(TrainingEngine.Torch)]
    public void First_layers_are_features_that_others_learn_from(TrainingEngine engine)
    {
        Layer[] rest = [Layer.Dense(4, Activation.Tanh, ActivityRegularizer.L1(0.01f)), Layer.Dense(1)];
        Layer[] layers = [Layer.Dense(5, Activation.Tanh, ActivityRegularizer.L2(0.5f), KernelRegularizer.L2(3)).Frozen(), .. rest];
        var weights = RandomWeights.Create(6, layers, new Random(3));
        var features = Numbers.Array(new Random(0), Train.RowCount * 5);
        for (var row = 0; row < Train.RowCount; row++)
        {
            for (var unit = 0; unit < 5; unit++)
            {
                double sum = weights[1].Values[unit];
                for (var i = 0; i < 6; i++)
                    sum += (double)Train.Row(row)[i] * weights[0].Values[5 * i + unit];
                features[5 * row + unit] = (float)Math.Tanh(sum);
            }
        }

        var hidden = Train with { Features = new RowValues(5, features) };
        var settings = Trainings.Settings(engine: engine) with { GradientClipping = GradientClipping.ByGlobalNorm(0.1f) };
        var expected = Trainings.Run(rest, hidden, settings, initialWeights: [.. weights.Skip(2)]);
        var found = Trainings.Run(layers, Train, settings, initialWeights: weights);
        AssertClose(expected.Flat(), [.. found.Weights.Skip(2).SelectMany(array => array.Values)], 1e-5);
        for (var epoch = 0; epoch < settings.Epochs; epoch++)
            Assert.AreEqual(expected.History[epoch].DataLoss, found.History[epoch].DataLoss, 1e-5);
        Assert.AreEqual(0, found.History[^1].KernelPenalty, "of what cannot change");
        Assert.IsGreaterThan(0.1, found.History[^1].ActivityPenalty);
    }

    /// <summary>By finite differences in double precision, the penalty on what a frozen layer puts out included.</summary>
    [TestMethod]
    [DataRow(TrainingEngine.Fused)]
    [DataRow(TrainingEngine.Torch)]
    public void Gradients_pass_through(TrainingEngine kind)
    {
        Layer[] layers =
        [
            Layer.Dense(5, Activation.Tanh), Layer.Dense(4, Activation.Sigmoid, ActivityRegularizer.L2(0.5f)).Frozen(), Layer.LayerNorm().Frozen(),
            Layer.Dense(3, activityRegularizer: ActivityRegularizer.L2(0.2f)).Frozen(), Layer.Dense(1),
        ];
        var weights = RandomWeights.Create(6, layers, new Random(4));
        var plan = NetworkPlanner.Plan(6, layers);
        using var engine = Engines.Create(kind, plan, weights, new BinaryCrossEntropy(), Train.RowCount);
        engine.AddGradient(new(Train, Train.AllRows()), plan.Strengths());
        var expected = new ReferenceNetwork(layers, Train).Gradient(weights.ToDouble(), 1e-6);
        var actual = engine.GradientByWeights(plan);
        foreach (var i in Enumerable.Range(0, plan.Weights.Count).Where(i => plan.Weights[i].IsFrozen))
            Array.Clear(expected[i]);
        Engines.AssertClose(expected, actual, 5e-6);
        Assert.IsTrue(expected[0].Any(value => Math.Abs(value) > 1e-3));
    }

    /// <summary>Normalization by constants is a dense layer of one weight per unit.</summary>
    [TestMethod]
    [DataRow(TrainingEngine.Fused)]
    [DataRow(TrainingEngine.Torch)]
    public void Batch_normalization_scales_by_its_moving_averages(TrainingEngine engine)
    {
        const int Units = 11;
        const float Epsilon = 0.01f;
        Layer[] layers = [Layer.Dense(Units, Activation.Tanh), Layer.BatchNorm(epsilon: Epsilon, activityRegularizer: ActivityRegularizer.L2(0.1f)).Frozen(), Layer.Dense(1)];
        var weights = RandomWeights.Create(6, layers, new Random(5));
        var (gamma, beta, mean, variance) = (weights[2].Values, weights[3].Values, weights[4].Values, weights[5].Values);
        float[] kernel = new float[Units * Units], bias = new float[Units];
        for (var i = 0; i < Units; i++)
        {
            var scale = gamma[i] / Math.Sqrt(variance[i] + (double)Epsilon);
            kernel[i * Units + i] = (float)scale;
            bias[i] = (float)(beta[i] - mean[i] * scale);
        }

        Layer[] dense = [layers[0], Layer.Dense(Units, activityRegularizer: ActivityRegularizer.L2(0.1f)).Frozen(), layers[2]];
        WeightTensor[] denseWeights = [weights[0], weights[1], new("k", [Units, Units], kernel), new("b", [Units], bias), weights[6], weights[7]];
        var settings = Trainings.Settings(engine: engine) with { Optimizer = Optimizer.Sgd() };
        var expected = Trainings.Run(dense, Train, settings, Train, denseWeights);
        var found = Trainings.Run(layers, Train, settings, Train, weights);
        AssertClose([.. Of(expected, 0, 1, 4, 5)], [.. Of(found, 0, 1, 6, 7)], 1e-5);
        Assert.AreEqual(expected.History[^1].ValidationLoss, found.History[^1].ValidationLoss, 1e-5);

        static IEnumerable<float> Of(TrainingResult result, params int[] arrays) => arrays.SelectMany(i => result.Weights[i].Values);
    }

    [TestMethod]
    [DataRow(TrainingEngine.Fused)]
    [DataRow(TrainingEngine.Torch)]
    public void Batch_top_k_goes_by_its_threshold(TrainingEngine kind)
    {
        Layer[] layers = [Layer.Dense(7), Layer.BatchTopK(2).Frozen(), Layer.Dense(1)];
        var weights = RandomWeights.Create(6, layers, new Random(8));
        weights[2].Values[0] = 0.3f;
        var plan = NetworkPlanner.Plan(6, layers);
        using var engine = Engines.Create(kind, plan, weights, new BinaryCrossEntropy(), Train.RowCount);
        var batch = new RowBatch(Train, Train.AllRows());
        Engines.AssertClose(engine.Evaluate(batch, []), engine.AddGradient(batch, []), 1e-6);
        engine.Update(0.1);
        TinyTraining.AreEqual([0.3f], engine.GetWeights()[2].Values);
        CollectionAssert.AreNotEqual(weights[0].Values, engine.GetWeights()[0].Values);
    }

    /// <summary>By a rate of 1 all that learns moves by the limit.</summary>
    [TestMethod]
    [DataRow(TrainingEngine.Fused)]
    [DataRow(TrainingEngine.Torch)]
    public void They_count_in_no_norm(TrainingEngine engine)
    {
        const float Limit = 0.01f;
        Layer[] layers = [Layer.Dense(5, Activation.Tanh), Layer.Dense(4, Activation.Tanh, null, KernelRegularizer.L2(10)).Frozen(), Layer.Dense(1)];
        var weights = RandomWeights.Create(6, layers, new Random(6));
        var settings = Trainings.Settings(1, batchSize: 100, learningRate: 1, engine: engine) with
        {
            Optimizer = Optimizer.Sgd(),
            GradientClipping = GradientClipping.ByGlobalNorm(Limit),
        };
        var moved = Trainings.Run(layers, Train, settings, initialWeights: weights).Flat().Zip(weights.Flat(), (after, before) => (double)after - before);
        Assert.AreEqual(Limit, Math.Sqrt(moved.Sum(value => value * value)), 1e-6);
    }

    [TestMethod]
    public void Both_engines_agree() => Gen.Select(Architectures.Hidden, Gen.Int[1, 12], Gen.Int).Sample(
        (hidden, features, seed) =>
        {
            var random = new Random(seed);
            Layer[] layers = [.. hidden.Select(layer => layer.WithLearningRateFactor(random.Next(3) * 0.5f)), Layer.Dense(1)];
            var train = TrainingSets.Create(random, 20, features, weighted: true);
            var weights = RandomWeights.Create(features, layers, random);
            var settings = Trainings.Settings(2, learningRate: 1e-3f, seed: seed) with { Optimizer = Optimizer.AdamW(epsilon: 1e-3), GradientClipping = GradientClipping.ByGlobalNorm(0.5f) };
            var fused = Trainings.Run(layers, train, settings, initialWeights: weights);
            var torch = Trainings.Run(layers, train, settings with { Engine = TrainingEngine.Torch }, initialWeights: weights);
            AssertClose(fused.Flat(), torch.Flat(), 6e-4);
            Assert.AreEqual(fused.History[^1].Loss, torch.History[^1].Loss, 2e-5 * Math.Max(1, fused.History[^1].Loss));
        },
        iter: 30, seed: "0000000000001", threads: 1, print: c => $"{Architectures.Text(c.Item1)}, {c}");

    /// <summary>A batch normalization that does not compare rows takes a batch of one.</summary>
    [TestMethod]
    public void Batch_normalization_learns_from_single_rows()
    {
        Layer[] layers = [Layer.BatchNorm(), Layer.Dense(3)];
        var message = Assert.ThrowsExactly<ArgumentException>(() => TinyTraining.Fit(new() { Layers = layers, BatchSize = 1, Epochs = 1 })).Message;
        Assert.StartsWith("batchSize must be at least 2, since layers[0], BatchNormLayer, compares the rows", message);
        layers[0] = layers[0].Frozen();
        TinyTraining.Fit(new() { Layers = layers, BatchSize = 1, Epochs = 1 });
    }

    private static void AssertStay(TrainingEngine engine, int[] inputShape, params Layer[] hidden) => AssertOnlyOthersMove(
        NetworkPlanner.Plan(LayerShape.OfInput(inputShape), [.. hidden, Layer.Dense(1)]), TrainingSets.Create(new Random(2), 12, 20), engine,
        settings => settings with { Optimizer = Optimizer.AdamW() });

    private static Layer[] Freeze(Layer[] layers, int[] which) => [.. layers.Select((layer, i) => which.Contains(i) ? layer.Frozen() : layer)];

    private static void AssertOnlyOthersMove(NetworkPlan plan, TrainingSet train, TrainingEngine engine, Func<TrainingSettings, TrainingSettings> change)
    {
        var weights = RandomWeights.Create(plan.Input, plan.Layers, new Random(7));
        var settings = change(Trainings.Settings(2, batchSize: 16, engine: engine));
        var request = new TrainingRequest { Plan = plan, Loss = new BinaryCrossEntropy(), Settings = settings, InitialWeights = weights };
        var after = NetworkTraining.Run(request, TrainingSets.Data(train)).Weights;
        var learns = false;
        foreach (var step in plan.Steps)
        {
            foreach (var i in step.Weights.Select(plan.IndexOf))
            {
                var what = $"{plan.Weights[i].Name} with {settings.Optimizer}, {settings.GradientClipping}";
                if (plan.Layers[step.LayerIndex].LearningRateFactor == 0)
                    TinyTraining.AreEqual(weights[i].Values, after[i].Values, what);
                else
                    CollectionAssert.AreNotEqual(weights[i].Values, after[i].Values, what);
                learns |= plan.Layers[step.LayerIndex].LearningRateFactor > 0;
            }
        }

        Assert.IsTrue(learns);
    }

    private static void AssertClose(float[] expected, float[] actual, double tolerance) => Engines.AssertClose([expected], [actual], tolerance);
}
