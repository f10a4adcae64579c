using ActReg.MLNet.Tests.Testing;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace ActReg.MLNet.Tests;

/// <summary>Class weights through the public API.</summary>
[TestClass]
public sealed class ClassWeightsOptionTests
{
    private readonly MLContext _mlContext = new(seed: 1);

    [TestMethod]
    public void Equal_row_weights_by_class()
    {
        var random = new Random(1);
        var features = Numbers.Array(random, 80);
        bool[] labels = [.. Enumerable.Range(0, 40).Select(i => i % 5 == 0)];
        float[] weights = [.. labels.Select(label => label ? 3 : 0.5f)];
        var options = TinyTraining.Options();
        options.ClassWeights = ClassWeights.Of(0.5f, 3);
        var byClass = TinyTraining.Trainer(_mlContext, options).Fit(Data.Binary(_mlContext, 2, features, labels));
        var weighted = TinyTraining.Options();
        weighted.ExampleWeightColumnName = "Weight";
        var byRow = TinyTraining.Trainer(_mlContext, weighted).Fit(Data.Binary(_mlContext, 2, features, labels, weights));

        TinyTraining.AreEqual(byRow.AllWeights(), byClass.AllWeights());
        TinyTraining.AreEqual(byRow.Network().History, byClass.Network().History);
        Assert.AreEqual(ClassWeights.Of(0.5f, 3), byClass.Network().TrainingSettings.ClassWeights);
    }

    /// <summary>With features that say nothing, what is learned is the classes' log-odds: log(1/9), or 0 where they count the same.</summary>
    [TestMethod]
    public void Balanced_ones_take_a_rare_class_for_as_likely()
    {
        Assert.AreEqual(Math.Log(1 / 9.0), LogOdds(null), 0.01);
        Assert.AreEqual(0, LogOdds(ClassWeights.Balanced), 0.01);

        float LogOdds(ClassWeights? classWeights)
        {
            var options = TinyTraining.Options();
            options.Layers = [];
            options.Epochs = 400;
            options.BatchSize = 100;
            options.LearningRate = 0.05f;
            options.ClassWeights = classWeights;
            var data = Data.Binary(_mlContext, 1, new float[100], [.. Enumerable.Range(0, 100).Select(i => i % 10 == 0)]);
            return TinyTraining.Trainer(_mlContext, options).Fit(data).Scores(data)[0];
        }
    }

    /// <summary>A class of weight 0 is not learned, whichever its key.</summary>
    [TestMethod]
    public void Are_in_the_order_of_the_keys()
    {
        var data = SampleData.Multiclass(_mlContext);
        for (var silent = 0; silent < 3; silent++)
        {
            var options = TinyTraining.Options();
            options.Layers = [];
            options.Epochs = 200;
            options.LearningRate = 0.1f;
            options.ClassWeights = ClassWeights.Of([.. Enumerable.Range(0, 3).Select(k => k == silent ? 0f : 1)]);
            var model = _mlContext.MulticlassClassification.Trainers.ActivityRegularizedMlp(options).Fit(data);
            var probabilities = model.Transform(data).GetColumn<float[]>("Score").Where(row => !row.Any(float.IsNaN));
            Assert.IsLessThan(0.05f, probabilities.Max(row => row[silent]));
        }
    }

    [TestMethod]
    public void Leave_the_validation_set_alone()
    {
        var validation = TinyTraining.Circles(_mlContext, seed: 2);
        var options = TinyTraining.Options();
        options.ClassWeights = ClassWeights.Of(0, 1);
        var model = TinyTraining.Trainer(_mlContext, options).Fit(TinyTraining.Circles(_mlContext), validation);
        var metrics = _mlContext.BinaryClassification.Evaluate(model.Transform(validation));
        Assert.AreEqual(metrics.Accuracy, model.Network().History[^1].ValidationAccuracy, 1e-9);
    }

    [TestMethod]
    public void Must_be_one_per_class()
    {
        var options = TinyTraining.Options();
        options.ClassWeights = ClassWeights.Of(1, 1, 1);
        var unreadable = new StubDataView(TinyTraining.Circles(_mlContext)) { CursorWith = _ => throw new AssertFailedException("read") };
        Assert.AreEqual(
            "classWeights must have 2 entries, one per class; received 3.",
            Assert.ThrowsExactly<ArgumentException>(() => TinyTraining.Trainer(_mlContext, options).Fit(unreadable)).Message);
    }

    [TestMethod]
    public void Are_refused_in_regression()
    {
        var options = TinyTraining.Options();
        options.ClassWeights = ClassWeights.Balanced;
        var error = Assert.ThrowsExactly<ArgumentException>(() => _mlContext.Regression.Trainers.ActivityRegularizedMlp(options));
        Assert.StartsWith("classWeights must be left as it is in regression; received ", error.Message);
    }
}
