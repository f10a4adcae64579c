using ActReg.MLNet.Tests.Testing;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers;

namespace ActReg.MLNet.Tests;

[TestClass]
public sealed class RegressionTrainerTests
{
    private readonly MLContext _mlContext = new(seed: 1);

    public static IEnumerable<object[]> RobustLosses => [[RegressionLoss.MeanAbsoluteError], [RegressionLoss.Huber()]];

    [TestMethod]
    public void Keeps_every_promise_of_an_estimator()
    {
        var data = SampleData.Regression(_mlContext);
        EstimatorChecks.Run(_mlContext, Trainer(TinyTraining.Options()), data, new EstimatorCheckOptions
        {
            TransformOnlyInputs = [BadInputs.WithoutColumn(data, "Label"), BadInputs.WithColumnFrom(data, "Label", "Name")],
            FitOnlyInputs = [BadInputs.WithVectorLength(data, "Features", 5)],
            InvalidInputs = [BadInputs.WithoutColumn(data, "Features"), BadInputs.WithColumnType(data, "Features", DataKind.Double)],
        });
    }

    [TestMethod]
    public void Columns_types_and_annotations_are_those_of_Sdca()
    {
        var data = SampleData.Regression(_mlContext);
        var theirs = _mlContext.Regression.Trainers.Sdca(new SdcaRegressionTrainer.Options { NumberOfThreads = 1, MaximumNumberOfIterations = 5 });
        var ours = Trainer(TinyTraining.Options());
        SchemaAssert.Same(theirs.Fit(data).Transform(data).Schema, ours.Fit(data).Transform(data).Schema, "output");
        SchemaShapeAssert.Same(
            theirs.GetOutputSchema(SchemaShapes.Of(data.Schema)), ours.GetOutputSchema(SchemaShapes.Of(data.Schema)), "promised output");
    }

    [TestMethod]
    public void Learns_in_the_labels_own_units()
    {
        // Far from 0 and of a large scale: hopeless for the same training without standardization.
        var data = Line(label => 1e5f + 1e3f * label);
        var trainer = _mlContext.Regression.Trainers.ActivityRegularizedMlp(hiddenUnits: [16], epochs: 60, batchSize: 16, learningRate: 0.01f);
        var metrics = _mlContext.Regression.Evaluate(trainer.Fit(data).Transform(data));
        Assert.IsGreaterThan(0.98, metrics.RSquared);
        Assert.HasCount(2, _mlContext.Regression.CrossValidate(data, Trainer(TinyTraining.Options()), numberOfFolds: 2));
    }

    /// <summary>Training on labels standardized beforehand, and undoing that by hand, is the same thing.</summary>
    [TestMethod]
    public void Standardization_is_undone_in_the_score()
    {
        var inside = Trainer(TinyTraining.Options()).Fit(Line(label => 50 + 20 * label));
        var labels = Line(label => 50 + 20 * label).GetColumn<float>("Label").ToArray();
        var mean = labels.Average();
        var deviation = MathF.Sqrt(labels.Average(label => (label - mean) * (label - mean)));
        var options = TinyTraining.Options();
        options.StandardizeLabels = false;
        var outside = Trainer(options).Fit(Line(label => (50 + 20 * label - mean) / deviation));

        var data = Line(label => label);
        foreach (var (score, raw) in inside.Scores(data).Zip(outside.Scores(data)))
            Assert.AreEqual(raw * deviation + mean, score, 1e-2);
        Assert.AreEqual(outside.Model.History[^1].Loss, inside.Model.History[^1].Loss, 1e-5, "history is in standardized units");
        Assert.IsTrue(double.IsNaN(inside.Model.History[0].Accuracy));
    }

    [TestMethod]
    public void Losses_pull_towards_their_own_centers()
    {
        // One label in five is far out, on features that say nothing.
        float[] labels = [.. Enumerable.Range(0, 50).Select(i => i % 5 == 0 ? 100f : 0f)];
        var data = _mlContext.Data.LoadFromEnumerable(labels.Select(label => new Row { Label = label, Features = [1, 1] }).ToArray());
        Assert.AreEqual(20, Center(RegressionLoss.MeanSquaredError), 1);
        Assert.AreEqual(0, Center(RegressionLoss.MeanAbsoluteError), 3);
        Assert.IsLessThan(18, Center(RegressionLoss.Huber(0.5f)));

        float Center(RegressionLoss loss)
        {
            var model = Trainer(new ActivityRegularizedMlpOptions
            {
                Layers = [],
                Epochs = 400,
                BatchSize = 50,
                LearningRate = 0.01f,
                RegressionLoss = loss,
                Seed = 1,
            }).Fit(data);
            Assert.AreEqual(loss, model.Model.TrainingSettings.RegressionLoss);
            return model.Scores(data)[0];
        }
    }

    /// <summary>One label in a hundred is a thousand times too large: what absolute and Huber error are for.</summary>
    [TestMethod]
    [DynamicData(nameof(RobustLosses))]
    public void Outliers_do_not_set_the_scale_of_a_robust_loss(RegressionLoss loss)
    {
        var row = 0;
        var data = Line(label => row++ % 100 == 50 ? 1000 * label : label);
        var errors = new List<double>();
        foreach (var standardizeLabels in new[] { false, true })
        {
            var model = Trainer(new ActivityRegularizedMlpOptions
            {
                Layers = [Layer.Dense(16, Activation.Relu)],
                Epochs = 150,
                BatchSize = 16,
                LearningRate = 3e-3f,
                RegressionLoss = loss,
                StandardizeLabels = standardizeLabels,
                Seed = 1,
            }).Fit(data);
            double[] sorted = [.. model.Scores(data).Zip(Line(label => label).GetColumn<float>("Label"), (score, label) => Math.Abs((double)score - label)).Order()];
            errors.Add(sorted[sorted.Length / 2]);
        }

        // Of labels with a standard deviation of about 1.3.
        Assert.IsLessThan(0.1, errors[1], $"{errors[0]} without");
    }

    [TestMethod]
    public void The_same_label_everywhere_is_learned()
    {
        var data = Line(_ => 7);
        foreach (var score in Trainer(TinyTraining.Options()).Fit(data).Scores(data))
            Assert.AreEqual(7, score, 2);
    }

    /// <summary>The label depends on y twice as much as on x, so that a permuted y costs four times as much.</summary>
    [TestMethod]
    public void Permutation_importance_tells_how_much_features_matter()
    {
        var options = TinyTraining.Options();
        options.Epochs = 60;
        var data = Line(label => label);
        var importance = _mlContext.Regression.PermutationFeatureImportance(Trainer(options).Fit(data), data, permutationCount: 5);
        Assert.IsLessThan(-0.1, importance[0].RSquared.Mean);
        Assert.IsLessThan(2 * importance[0].RSquared.Mean, importance[1].RSquared.Mean);
    }

    private ActivityRegularizedRegressionTrainer Trainer(ActivityRegularizedMlpOptions options) =>
        _mlContext.Regression.Trainers.ActivityRegularizedMlp(options);

    /// <summary>Rows whose label is a function of x - 2y.</summary>
    private IDataView Line(Func<float, float> label)
    {
        var random = new Random(3);
        return _mlContext.Data.LoadFromEnumerable(Enumerable.Range(0, 120).Select(_ =>
        {
            float x = Numbers.Next(random), y = Numbers.Next(random);
            return new Row { Label = label(x - 2 * y), Features = [x, y] };
        }).ToArray());
    }

    private sealed class Row
    {
        public float Label { get; set; }

        [VectorType(2)]
        public float[] Features { get; set; } = [];
    }
}
