using ActReg.MLNet.Tests.Testing;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers;

namespace ActReg.MLNet.Tests;

[TestClass]
public sealed class MulticlassTrainerTests
{
    private readonly MLContext _mlContext = new(seed: 1);

    [TestMethod]
    public void Keeps_every_promise_of_an_estimator()
    {
        var data = SampleData.Multiclass(_mlContext);
        EstimatorChecks.Run(_mlContext, Trainer(TinyTraining.Options()), data, new EstimatorCheckOptions
        {
            TransformOnlyInputs = [BadInputs.WithoutColumn(data, "Label"), BadInputs.WithColumnFrom(data, "Label", "Name")],
            FitOnlyInputs = [BadInputs.WithVectorLength(data, "Features", 5)],
            InvalidInputs = [BadInputs.WithoutColumn(data, "Features"), BadInputs.WithColumnType(data, "Features", DataKind.Double)],
        });
    }

    [TestMethod]
    public void Columns_types_and_annotations_are_those_of_maximum_entropy()
    {
        var data = SampleData.Multiclass(_mlContext);
        var theirs = _mlContext.MulticlassClassification.Trainers.LbfgsMaximumEntropy(
            new LbfgsMaximumEntropyMulticlassTrainer.Options { NumberOfThreads = 1 });
        var ours = Trainer(TinyTraining.Options());
        SchemaAssert.Same(theirs.Fit(data).Transform(data).Schema, ours.Fit(data).Transform(data).Schema, "output");
        SchemaShapeAssert.Same(
            theirs.GetOutputSchema(SchemaShapes.Of(data.Schema)), ours.GetOutputSchema(SchemaShapes.Of(data.Schema)), "promised output");
    }

    [TestMethod]
    public void Learns_text_classes_and_gives_them_back()
    {
        var data = Blobs();
        var pipeline = _mlContext.Transforms.Conversion.MapValueToKey("Label")
            .Append(_mlContext.MulticlassClassification.Trainers.ActivityRegularizedMlp(hiddenUnits: [8], epochs: 60, batchSize: 16, learningRate: 0.01f))
            .Append(_mlContext.Transforms.Conversion.MapKeyToValue("PredictedLabel"));
        var scored = pipeline.Fit(data).Transform(data);

        var labels = data.GetColumn<string>("Label").ToArray();
        var predicted = scored.GetColumn<string>("PredictedLabel").ToArray();
        // The blobs lie six standard deviations apart.
        Assert.IsGreaterThan(0.98, labels.Zip(predicted, (label, found) => label == found ? 1.0 : 0).Average());
        foreach (var probabilities in scored.GetColumn<float[]>("Score"))
            Assert.AreEqual(1, probabilities.Sum(), 1e-5);

        var folds = _mlContext.MulticlassClassification.CrossValidate(
            _mlContext.Transforms.Conversion.MapValueToKey("Label").Fit(data).Transform(data), Trainer(TinyTraining.Options()), numberOfFolds: 2);
        Assert.HasCount(2, folds);
    }

    /// <summary>The score is the softmax of what the weights say.</summary>
    [TestMethod]
    public void Scores_are_the_softmax_of_the_logits()
    {
        var data = SampleData.Multiclass(_mlContext);
        var options = TinyTraining.Options();
        options.Layers = [];
        var model = Trainer(options).Fit(data);
        Assert.AreEqual(3, model.Model.ClassCount);
        var kernel = model.Model.GetWeights()[0].Values;
        var bias = model.Model.GetWeights()[1].Values;
        var features = data.GetColumn<float[]>("Features").ToArray();
        var scores = model.Transform(data).GetColumn<float[]>("Score").ToArray();
        for (var row = 0; row < features.Length; row++)
        {
            if (features[row].Any(float.IsNaN))
            {
                Assert.IsTrue(scores[row].All(float.IsNaN));
                continue;
            }

            double[] logits = [.. Enumerable.Range(0, 3).Select(k => bias[k] + features[row].Select((x, i) => (double)x * kernel[i * 3 + k]).Sum())];
            var sum = logits.Sum(Math.Exp);
            for (var k = 0; k < 3; k++)
                Assert.AreEqual(Math.Exp(logits[k]) / sum, scores[row][k], 2e-6);
        }
    }

    [TestMethod]
    public void Features_that_matter_not_are_found_by_permutation()
    {
        var data = _mlContext.Transforms.Conversion.MapValueToKey("Label").Fit(Blobs()).Transform(Blobs());
        var options = TinyTraining.Options();
        options.Epochs = 40;
        var model = Trainer(options).Fit(data);
        var importance = _mlContext.MulticlassClassification.PermutationFeatureImportance(model, data, permutationCount: 2);
        Assert.IsLessThan(-0.1, importance[0].MicroAccuracy.Mean);
        Assert.IsGreaterThan(-0.05, importance[2].MicroAccuracy.Mean);
    }

    /// <summary>A key that the network has no output for would be read beyond its outputs.</summary>
    [TestMethod]
    public void A_validation_set_of_more_classes_is_refused()
    {
        var data = Blobs();
        var all = _mlContext.Transforms.Conversion.MapValueToKey("Label").Fit(data).Transform(data);
        var firstTwo = _mlContext.Data.TakeRows(data, 2);
        var two = _mlContext.Transforms.Conversion.MapValueToKey("Label").Fit(firstTwo).Transform(firstTwo);
        var error = Assert.ThrowsExactly<ArgumentException>(() => Trainer(TinyTraining.Options()).Fit(two, all));
        Assert.AreEqual(
            "validation set: column \"Label\" must have no key values but those of the network's training; received \"class 2\".", error.Message);

        var numbered = _mlContext.Data.LoadFromEnumerable<NumberedRow>([new() { Label = 3 }]);
        error = Assert.ThrowsExactly<ArgumentException>(() => Trainer(TinyTraining.Options()).Fit(two, numbered));
        Assert.AreEqual(
            "validation set: column \"Label\" must be of type Key<UInt32, 0-1>, like the training set's; received Key<UInt32, 0-2>.", error.Message);
    }

    [TestMethod]
    public void Regression_s_options_are_refused()
    {
        var options = TinyTraining.Options();
        options.RegressionLoss = RegressionLoss.MeanAbsoluteError;
        options.StandardizeLabels = false;
        var error = Assert.ThrowsExactly<ArgumentException>(() => Trainer(options));
        Assert.Contains("regressionLoss must be left as it is in classification; received", error.Message);
        Assert.Contains("standardizeLabels must be left as it is in classification; received False.", error.Message);
    }

    [TestMethod]
    public void One_class_warns_and_trains()
    {
        var log = new RecordedLog(_mlContext);
        var data = _mlContext.Transforms.Conversion.MapValueToKey("Label").Fit(Blobs()).Transform(Blobs());
        var first = _mlContext.Data.TakeRows(data, 1);
        Trainer(TinyTraining.Options()).Fit(first);
        Assert.HasCount(1, log.Warnings);
        Assert.StartsWith("All 1 rows of the training set have the label ", log.Warnings[0]);
    }

    private ActivityRegularizedMulticlassTrainer Trainer(ActivityRegularizedMlpOptions options) =>
        _mlContext.MulticlassClassification.Trainers.ActivityRegularizedMlp(options);

    /// <summary>Three classes around the corners of a triangle; a third feature is noise.</summary>
    private IDataView Blobs()
    {
        var random = new Random(3);
        return _mlContext.Data.LoadFromEnumerable(Enumerable.Range(0, 120).Select(i => new Blob
        {
            Label = $"class {i % 3}",
            Features =
            [
                (i % 3 == 1 ? 2 : -1) + 0.3f * Numbers.Next(random), (i % 3 == 2 ? 2 : -1) + 0.3f * Numbers.Next(random), Numbers.Next(random),
            ],
        }).ToArray());
    }

    private sealed class Blob
    {
        public string Label { get; set; } = "";

        [VectorType(3)]
        public float[] Features { get; set; } = [];
    }

    private sealed class NumberedRow
    {
        [VectorType(2)]
        public float[] Features { get; set; } = [1, 2];

        [KeyType(3)]
        public uint Label { get; set; }
    }
}
