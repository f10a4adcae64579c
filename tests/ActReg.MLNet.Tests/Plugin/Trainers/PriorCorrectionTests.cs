using ActReg.MLNet.Tests.Testing;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace ActReg.MLNet.Tests;

/// <summary>Probabilities beside class weights: with features that say nothing, they must be the classes' shares of the rows.</summary>
[TestClass]
public sealed class PriorCorrectionTests
{
    private const double Tolerance = 0.003;

    private readonly MLContext _mlContext = new(seed: 1);

    [TestMethod]
    [DataRow(null, 0.1)]
    [DataRow(true, 0.1)]
    [DataRow(false, 0.5)]
    public void Binary_probabilities_are_the_datas_unless_told_otherwise(bool? correct, double expected)
    {
        var options = Options(ClassWeights.Balanced, correct);
        var data = Data.Binary(_mlContext, 1, new float[100], [.. Enumerable.Range(0, 100).Select(i => i % 10 == 0)]);
        var log = new RecordedLog(_mlContext);
        var scored = _mlContext.BinaryClassification.Trainers.ActivityRegularizedMlp(options).Fit(data).Transform(data);
        Assert.AreEqual(expected, scored.GetColumn<float>("Probability").First(), Tolerance);
        // What decides is as the weights made it: the odds of both classes are even.
        Assert.AreEqual(0, scored.GetColumn<float>("Score").First(), 0.02);
        Assert.HasCount(1, log.Infos.Where(message => message.Contains(
            correct == false ? "Probabilities are those of rows that weigh" : "Probabilities are the data's", StringComparison.Ordinal)));
    }

    [TestMethod]
    [DataRow(null, 0.333, 0.333)]
    [DataRow(false, 0.333, 0.333)]
    [DataRow(true, 0.6, 0.1)]
    public void Multiclass_probabilities_are_the_datas_only_when_told_so(bool? correct, double first, double last)
    {
        var options = Options(ClassWeights.Balanced, correct);
        var rows = Enumerable.Range(0, 100).Select(i => new Row { Features = [0], Label = i < 60 ? "a" : i < 90 ? "b" : "c" });
        var data = _mlContext.Data.LoadFromEnumerable(rows);
        var keyed = _mlContext.Transforms.Conversion.MapValueToKey("Label").Fit(data).Transform(data);
        var scored = _mlContext.MulticlassClassification.Trainers.ActivityRegularizedMlp(options).Fit(keyed).Transform(keyed);
        var probabilities = scored.GetColumn<float[]>("Score").First();
        Assert.AreEqual(first, probabilities[0], Tolerance);
        Assert.AreEqual(last, probabilities[2], Tolerance);
        if (correct == true)
            Assert.AreEqual(1u, scored.GetColumn<uint>("PredictedLabel").First());
    }

    /// <summary>The logits of given weights are apart by the logarithm of their ratio, and no more.</summary>
    [TestMethod]
    public void Given_weights_are_undone_too()
    {
        var options = Options(ClassWeights.Of(0.5f, 3), correct: null);
        var data = Data.Binary(_mlContext, 1, new float[100], [.. Enumerable.Range(0, 100).Select(i => i % 5 == 0)]);
        var scored = _mlContext.BinaryClassification.Trainers.ActivityRegularizedMlp(options).Fit(data).Transform(data);
        Assert.AreEqual(0.2, scored.GetColumn<float>("Probability").First(), Tolerance);
        Assert.AreEqual(Math.Log(0.25 * 6), scored.GetColumn<float>("Score").First(), 0.02);
    }

    /// <summary>
    /// In batches that have one rare row in twenty, or in batches of one: with features that tell something, probabilities are the data's on
    /// average, as cross-entropy makes them.
    /// </summary>
    [TestMethod]
    [DataRow(1)]
    [DataRow(32)]
    public void Rare_classes_are_as_likely_as_they_are(int batchSize)
    {
        const int Rows = 4000;
        var random = new Random(1);
        bool[] labels = [.. Enumerable.Range(0, Rows).Select(i => i % 100 < 2)];
        float[] features = [.. labels.Select(label => (label ? 0.5f : 0) + (float)(random.NextDouble() + random.NextDouble() - 1))];
        var options = Options(ClassWeights.Balanced, correct: null);
        options.BatchSize = batchSize;
        options.Epochs = batchSize == 1 ? 10 : 60;
        options.LearningRate = batchSize == 1 ? 3e-4f : 3e-3f;
        var data = Data.Binary(_mlContext, 1, features, labels);
        var scored = _mlContext.BinaryClassification.Trainers.ActivityRegularizedMlp(options).Fit(data).Transform(data);
        Assert.AreEqual(0.02, scored.GetColumn<float>("Probability").Average(), 0.004);
    }

    /// <summary>Going on puts back what was undone: else each time would undo it once more.</summary>
    [TestMethod]
    public void Going_on_corrects_once()
    {
        var options = Options(ClassWeights.Balanced, correct: true);
        var rows = Enumerable.Range(0, 100).Select(i => new Row { Features = [0], Label = i < 60 ? "a" : i < 90 ? "b" : "c" });
        var data = _mlContext.Data.LoadFromEnumerable(rows);
        var keyed = _mlContext.Transforms.Conversion.MapValueToKey("Label").Fit(data).Transform(data);
        var model = _mlContext.MulticlassClassification.Trainers.ActivityRegularizedMlp(options).Fit(keyed);
        CollectionAssert.AreEqual(new[] { 0.5556f, 1.1111f, 3.3333f }, model.Model.TrainingSettings.UndoneClassWeights!.Select(weight => MathF.Round(weight, 4)).ToArray());
        options.Epochs = 1;
        options.LearningRate = 1e-30f;
        var next = _mlContext.MulticlassClassification.Trainers.ActivityRegularizedMlp(options).Fit(keyed, model.Model);
        foreach (var (before, after) in Scores(model).Zip(Scores(next)))
            Assert.AreEqual(before, after, 1e-6);

        float[] Scores(ITransformer trained) => trained.Transform(keyed).GetColumn<float[]>("Score").First();
    }

    [TestMethod]
    public void Survive_pruning_saving_and_loading()
    {
        var options = Options(ClassWeights.Balanced, correct: null);
        options.Layers = [Layer.Dense(4, Activation.Relu)];
        var data = TinyTraining.Circles(_mlContext);
        var model = _mlContext.BinaryClassification.Trainers.ActivityRegularizedMlp(options).Fit(data);
        float[] expected = [.. model.Transform(data).GetColumn<float>("Probability")];
        var pruned = _mlContext.BinaryClassification.PruneDeadUnits(model, data).Transformer;
        TinyTraining.AreEqual(expected, pruned.Transform(data).GetColumn<float>("Probability"));
        using var folder = new TemporaryFolder();
        _mlContext.Model.Save(pruned, data.Schema, folder["model.zip"]);
        TinyTraining.AreEqual(expected, _mlContext.Model.Load(folder["model.zip"], out _).Transform(data).GetColumn<float>("Probability"));
    }

    /// <summary>Of a class that weighs nothing, nothing was learned that could be put right.</summary>
    [TestMethod]
    public void Are_left_alone_where_a_class_weighs_nothing()
    {
        var options = Options(ClassWeights.Of(0, 1), correct: null);
        var data = TinyTraining.Circles(_mlContext);
        var scored = _mlContext.BinaryClassification.Trainers.ActivityRegularizedMlp(options).Fit(data).Transform(data);
        foreach (var (score, probability) in scored.GetColumn<float>("Score").Zip(scored.GetColumn<float>("Probability")))
            Assert.AreEqual(1 / (1 + Math.Exp(-score)), probability, 1e-6);
        options.CorrectPriors = true;
        Assert.AreEqual(
            "correctPriors must not be true where a class has weight 0; received True.",
            Assert.ThrowsExactly<ArgumentException>(() => _mlContext.BinaryClassification.Trainers.ActivityRegularizedMlp(options)).Message);
    }

    [TestMethod]
    [DataRow(true)]
    [DataRow(false)]
    public void Mean_nothing_without_class_weights(bool correct)
    {
        var options = Options(null, correct);
        Assert.AreEqual(
            $"correctPriors must be left out without classWeights; received {correct}.",
            Assert.ThrowsExactly<ArgumentException>(() => _mlContext.BinaryClassification.Trainers.ActivityRegularizedMlp(options)).Message);
    }

    private static ActivityRegularizedMlpOptions Options(ClassWeights? weights, bool? correct) => new()
    {
        Layers = [],
        Epochs = 400,
        BatchSize = 100,
        LearningRate = 0.05f,
        ClassWeights = weights,
        CorrectPriors = correct,
        Seed = 1,
    };

    private sealed class Row
    {
        [VectorType(1)]
        public float[] Features { get; set; } = [];

        public string Label { get; set; } = "";
    }
}
