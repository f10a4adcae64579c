using Microsoft.ML;

namespace ActReg.MLNet.Tests;

/// <summary>Ensembles in one network beside what is made of trained networks; <see cref="ShapedTrainerTests"/> trains and stores them, too.</summary>
[TestClass]
public sealed class EnsembleLayerTests
{
    private const int Members = 4;

    private readonly MLContext _mlContext = new(seed: 1);

    [TestMethod]
    public void Circles_are_told_apart_by_either_engine()
    {
        var data = TinyTraining.Circles(_mlContext, rowCount: 300);
        foreach (var engine in new[] { TrainingEngine.Auto, TrainingEngine.Torch })
        {
            var options = Options();
            options.Engine = engine;
            var model = _mlContext.BinaryClassification.Trainers.ActivityRegularizedMlp(options).Fit(data);
            Assert.AreEqual(engine == TrainingEngine.Auto ? TrainingEngine.Fused : engine, model.Model.SubModel.TrainingSettings.Engine);
            Assert.IsGreaterThan(0.95, _mlContext.BinaryClassification.Evaluate(model.Transform(data)).AreaUnderRocCurve);
        }
    }

    /// <summary>By what is scored, not by what members lose.</summary>
    [TestMethod]
    public void Validation_is_of_the_score()
    {
        var (train, test) = (TinyTraining.Circles(_mlContext), TinyTraining.Circles(_mlContext, seed: 2));
        var model = _mlContext.BinaryClassification.Trainers.ActivityRegularizedMlp(Options()).Fit(train, test);
        var last = model.Model.SubModel.History[^1];
        var metrics = _mlContext.BinaryClassification.Evaluate(model.Transform(test));
        Assert.AreEqual(metrics.LogLoss * Math.Log(2), last.ValidationDataLoss, 1e-5);
        Assert.AreEqual(metrics.Accuracy, last.ValidationAccuracy, 1e-6);
    }

    [TestMethod]
    public void Reports_see_members_and_pruning_leaves_them()
    {
        var data = TinyTraining.Circles(_mlContext);
        var options = Options();
        options.Layers = [Layer.Dense(6, Activation.Relu), .. options.Layers];
        var model = _mlContext.BinaryClassification.Trainers.ActivityRegularizedMlp(options).Fit(data);
        var network = model.Model.SubModel;
        int[][] shapes = [[6], [Members, 6], [Members, 8], [1]];
        var activations = network.GetActivations([0.5f, -0.25f]);
        foreach (var (shape, layer) in shapes.Zip(activations))
            TinyTraining.AreEqual(shape, layer.Shape);
        var score = new float[1];
        network.Score([0.5f, -0.25f], score);
        TinyTraining.AreEqual(score, activations[^1].Values);
        var report = SparsityReport.Create(network, data);
        TinyTraining.AreEqual([Members, 8], report.Layers[^1].Shape);
        var pruned = _mlContext.BinaryClassification.PruneDeadUnits(model, data);
        Assert.IsTrue(pruned.Layers.All(layer => layer.UnitsBefore == layer.UnitsAfter));
        TinyTraining.AreEqual(model.Scores(data), pruned.Transformer.Scores(data));
    }

    /// <summary>The mean of five times as many members, each network's made as sure by its own factor.</summary>
    [TestMethod]
    public void The_tabular_trainer_calibrates_them()
    {
        var data = TinyTraining.Circles(_mlContext, rowCount: 100);
        var options = new ActivityRegularizedTabularMlpOptions { Members = 2, Epochs = 5 };
        options.Layers = [.. options.Layers.Take(4), Layer.BatchEnsemble(Members), Layer.Dense(8, Activation.Relu)];
        var networks = _mlContext.BinaryClassification.Trainers.ActivityRegularizedTabularMlp(options).Fit(data).Model.SubModel.Members;
        Assert.HasCount(2, networks);
        foreach (var network in networks)
            Assert.AreEqual(1 / network.TrainingSettings.Temperature!.Value, network.GetWeights().Single(weight => weight.Name == "member_output/factor").Values[0], 1e-6);
    }

    /// <summary>Each member's output begins at the logarithm of the labels' mean.</summary>
    [TestMethod]
    public void Counts_begin_at_their_mean()
    {
        var data = Data.Regression(_mlContext, new TrainingSet(1, [0, 0, 0, 0], [2, 4, 6, 8], null));
        var options = Options();
        (options.RegressionLoss, options.Epochs, options.LearningRate) = (RegressionLoss.Poisson, 1, float.Epsilon);
        var model = _mlContext.Regression.Trainers.ActivityRegularizedMlp(options).Fit(data);
        TinyTraining.AreEqual(Enumerable.Repeat(MathF.Log(5), Members), model.Model.GetWeights()[^1].Values);
        Assert.AreEqual(5, model.Scores(data)[0], 1e-5f);
    }

    /// <summary>Beyond the labels that were seen, though each member may go there.</summary>
    [TestMethod]
    public void Bounded_scores_are_the_ensembles()
    {
        var data = Data.Regression(_mlContext, new TrainingSet(1, [.. Enumerable.Range(0, 60).Select(i => i / 30f)], [.. Enumerable.Range(0, 60).Select(i => (float)i)], null));
        var far = Data.Regression(_mlContext, new TrainingSet(1, [-40, 40], [0, 0], null));
        foreach (var bound in new[] { true, false })
        {
            var options = new ActivityRegularizedTabularMlpOptions { Members = 1, Epochs = 20, BoundScores = bound, Layers = [Layer.BatchEnsemble(Members), Layer.Dense(8, Activation.Relu)] };
            var scores = _mlContext.Regression.Trainers.ActivityRegularizedTabularMlp(options).Fit(data).Scores(far);
            Assert.AreEqual(bound, scores.All(score => score is >= 0 and <= 59), string.Join(", ", scores));
        }
    }

    [TestMethod]
    public void Importance_of_features_is_found()
    {
        var data = TinyTraining.Circles(_mlContext);
        var model = _mlContext.BinaryClassification.Trainers.ActivityRegularizedMlp(Options()).Fit(data);
        var importance = _mlContext.BinaryClassification.PermutationFeatureImportance(model, data);
        Assert.HasCount(2, importance);
        Assert.IsTrue(importance.All(value => value.AreaUnderRocCurve.Mean < -0.05));
    }

    [TestMethod]
    public void An_autoencoder_takes_none() => Assert.Contains(
        "encoder[0] must not make members of an ensemble, each of which would have a code of its own: train several autoencoders; received BatchEnsemble.",
        Assert.ThrowsExactly<ArgumentException>(() => _mlContext.Transforms.SparseAutoencoder(new SparseAutoencoderOptions
        {
            OutputColumnName = "Code",
            InputColumnName = "Features",
            CodeSize = 4,
            Encoder = [Layer.BatchEnsemble(2)],
        })).Message);

    private static ActivityRegularizedMlpOptions Options() => new()
    {
        Layers = [Layer.BatchEnsemble(Members), Layer.Dense(8, Activation.Relu)],
        Epochs = 60,
        BatchSize = 8,
        LearningRate = 1e-2f,
        Seed = 1,
    };
}
