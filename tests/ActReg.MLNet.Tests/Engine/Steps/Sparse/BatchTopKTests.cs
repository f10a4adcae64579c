using Microsoft.ML;

namespace ActReg.MLNet.Tests;

/// <summary>Layers that keep the largest values of a batch.</summary>
[TestClass]
public sealed class BatchTopKTests
{
    private static readonly Layer[] Layers =
    [
        Layer.Dense(13, Activation.Tanh, ActivityRegularizer.L2(0.01f)), Layer.BatchTopK(4, ActivityRegularizer.L1(0.01f)),
        Layer.Dense(5, Activation.Silu), Layer.Dense(1),
    ];

    /// <summary>Its gradients, its running threshold, and what validation makes of it.</summary>
    [TestMethod]
    public void Both_engines_train_alike()
    {
        var set = TrainingSets.Create(new Random(1), 43, 3, weighted: true);
        var settings = Trainings.Settings(epochs: 6, batchSize: 8, learningRate: 1e-2f);
        var fused = Trainings.Run(Layers, set, settings, set);
        var torch = Trainings.Run(Layers, set, settings with { Engine = TrainingEngine.Torch }, set);
        foreach (var (a, b) in fused.Flat().Zip(torch.Flat()))
            Assert.AreEqual(a, b, 1e-4);
        foreach (var (a, b) in fused.History.SelectMany(epoch => epoch.Figures()).Zip(torch.History.SelectMany(epoch => epoch.Figures())))
            Assert.AreEqual(a, b, 1e-4);
    }

    /// <summary>By a rate of almost nothing the weights stay, so that the threshold follows from them and the batches: here, one each epoch.</summary>
    [TestMethod]
    [DataRow(TrainingEngine.Fused)]
    [DataRow(TrainingEngine.Torch)]
    public void The_threshold_is_the_smallest_value_kept_as_a_running_mean(TrainingEngine engine)
    {
        Layer[] layers = [Layer.Dense(6), Layer.BatchTopK(2), Layer.Dense(1)];
        var set = TrainingSets.Create(new Random(3), 10, 3);
        var settings = Trainings.Settings(epochs: 1, batchSize: 10, learningRate: 1e-30f, engine: engine);
        var weights = Weights.Initialize(NetworkPlanner.Plan(3, layers), RandomStreams.Create(1, RandomStreams.Initialization));
        var values = Enumerable.Range(0, 10).SelectMany(row => Enumerable.Range(0, 6).Select(
            unit => Enumerable.Range(0, 3).Sum(i => (double)set.Row(row)[i] * weights[0].Values[(i * 6) + unit])));
        var expected = values.OrderDescending().Take(20).Where(value => value > 0).Min();

        // The first batch sets it; more of the same leave it there.
        Assert.AreEqual(expected, Threshold(settings, null), 1e-6);
        Assert.AreEqual(expected, Threshold(settings with { Epochs = 50 }, null), 1e-6);
        // From elsewhere it goes there by a tenth of the way each time.
        WeightTensor[] moved = [.. weights];
        moved[2] = moved[2] with { Values = [1] };
        Assert.AreEqual((0.9 * 0.9) + ((1 - (0.9 * 0.9)) * expected), Threshold(settings with { Epochs = 2 }, moved), 1e-5);

        double Threshold(TrainingSettings how, IReadOnlyList<WeightTensor>? from) =>
            Trainings.Run(layers, set, how, initialWeights: from ?? weights).Weights.Single(weight => weight.Name == "batch_top_k/moving_threshold").Values[0];
    }

    /// <summary>On average as many as asked for, row by row as in bulk.</summary>
    [TestMethod]
    public void Rows_are_scored_by_themselves()
    {
        var mlContext = new MLContext(seed: 1);
        var options = TinyTraining.Options();
        options.Layers = [Layer.Dense(40), Layer.BatchTopK(6)];
        options.Epochs = 40;
        // Slowly, so that there still are more positive values to choose from.
        options.LearningRate = 1e-3f;
        options.BatchSize = 100;
        var data = TinyTraining.Circles(mlContext, rowCount: 400);
        var model = TinyTraining.Trainer(mlContext, options).Fit(data);
        TinyTraining.AreEqual(model.Scores(data), model.Model.SubModel.Score(data));
        Assert.AreEqual(6, SparsityReport.Create(model.Model.SubModel, data).Layers[1].L0PerRow, 0.5);
        var layers = model.Model.SubModel.GetActivations([0.3f, -0.8f]);
        var threshold = model.Model.SubModel.GetWeights().Single(weight => weight.Name == "batch_top_k/moving_threshold").Values[0];
        Assert.IsGreaterThan(0f, threshold);
        foreach (var (before, after) in layers[0].Values.Zip(layers[1].Values))
            Assert.AreEqual(before >= threshold ? before : 0, after);
    }

    /// <summary>A last batch of few rows moves the threshold by as much less as it has fewer of them: four quarters make a whole.</summary>
    [TestMethod]
    [DataRow(TrainingEngine.Fused)]
    [DataRow(TrainingEngine.Torch)]
    public void A_part_of_a_batch_moves_the_threshold_by_its_share(TrainingEngine engine)
    {
        Layer[] layers = [Layer.Dense(6), Layer.BatchTopK(2), Layer.Dense(1)];
        var set = TrainingSets.Create(new Random(3), 10, 3);
        var settings = Trainings.Settings(epochs: 1, batchSize: 8, learningRate: 1e-30f, shuffle: false, engine: engine);
        WeightTensor[] weights = [.. Weights.Initialize(NetworkPlanner.Plan(3, layers), RandomStreams.Create(1, RandomStreams.Initialization))];
        weights[2] = weights[2] with { Values = [1] };
        var afterFirst = 0.9 + 0.1 * SmallestKept(0..8);
        var left = Math.Pow(0.9, 2.0 / 8);
        var found = Trainings.Run(layers, set, settings, initialWeights: weights).Weights[2].Values[0];
        Assert.AreEqual(left * afterFirst + (1 - left) * SmallestKept(8..10), found, 1e-6);
        // Where there are fewer rows than a batch may have, all of them are a whole one.
        var all = Trainings.Run(layers, set, settings with { BatchSize = 1000 }, validation: TrainingSets.Create(new Random(4), 500, 3), initialWeights: weights);
        Assert.AreEqual(0.9 + 0.1 * SmallestKept(0..10), all.Weights[2].Values[0], 1e-6);

        double SmallestKept(Range rows) => Enumerable.Range(0, 10).Take(rows).SelectMany(row => Enumerable.Range(0, 6).Select(
                unit => Enumerable.Range(0, 3).Sum(i => (double)set.Row(row)[i] * weights[0].Values[i * 6 + unit])))
            .OrderDescending().Take(2 * (rows.End.Value - rows.Start.Value)).Where(value => value > 0).Min();
    }

    [TestMethod]
    [DataRow(TrainingEngine.Fused)]
    [DataRow(TrainingEngine.Torch)]
    public void Of_equal_values_the_first_are_kept(TrainingEngine kind)
    {
        var network = Networks.Of(
            1, [Layer.Dense(3), Layer.BatchTopK(1), Layer.Dense(1)], new float[3], [2, 1, 2], [0], [1, 1, 1], [-9]);
        using var engine = Engines.Create(kind, network.Plan, network.Weights, new RegressionObjective(RegressionLoss.MeanSquaredError, 1), rows: 3);
        var set = new TrainingSet(1, new float[3], new float[3], null);
        engine.AddGradient(new RowBatch(set, set.AllRows()), []);
        // Of six values of 2 the first three are two of the first unit's and one of the third's; rows' outputs are -5, -7 and -9.
        TinyTraining.AreEqual([-10f - 14, 0, -10], engine.GradientByWeights(network.Plan)[1].Select(slope => MathF.Round(3 * slope, 4)));
    }

    [TestMethod]
    public void A_batch_without_positive_values_leaves_the_threshold()
    {
        Layer[] layers = [Layer.Dense(3), Layer.BatchTopK(1), Layer.Dense(1)];
        var set = TrainingSets.Create(new Random(1), 4, 2);
        foreach (var engine in new[] { TrainingEngine.Fused, TrainingEngine.Torch })
        {
            var settings = Trainings.Settings(epochs: 2, batchSize: 4, engine: engine);
            var weights = Networks.Of(2, layers, new float[6], [-1, -1, -1], [0.5f], new float[3], [0]).Weights;
            Assert.AreEqual(0.5f, Trainings.Run(layers, set, settings, initialWeights: weights).Weights[2].Values[0]);
        }
    }
}
