using Microsoft.ML;
using Microsoft.ML.Data;

namespace ActReg.MLNet.Tests;

/// <summary>Fit(train, modelParameters): a training's first loss, measured before any update, is that of the model it goes on from.</summary>
[TestClass]
public sealed class ContinuedTrainingTests
{
    private readonly MLContext _mlContext = new(seed: 1);

    [TestMethod]
    public void Binary()
    {
        var data = TinyTraining.Circles(_mlContext);
        var trainer = TinyTraining.Trainer(_mlContext, Options());
        var first = trainer.Fit(data, data);
        AssertGoesOn(first.Model.SubModel, trainer.Fit(data, first.Model).Model.SubModel);
        AssertGoesOn(first.Model.SubModel, trainer.Fit(data, first.Model.SubModel).Model.SubModel);

        // A loaded model is as good.
        using var file = new MemoryStream();
        _mlContext.Model.Save(first, data.Schema, file);
        var loaded = (BinaryPredictionTransformer<Microsoft.ML.Calibrators.CalibratedModelParametersBase<NetworkModelParameters, Microsoft.ML.Calibrators.PlattCalibrator>>)
            _mlContext.Model.Load(file, out _);
        AssertGoesOn(first.Model.SubModel, trainer.Fit(data, loaded.Model).Model.SubModel);
    }

    [TestMethod]
    public void Multiclass()
    {
        var data = Points();
        var trainer = _mlContext.MulticlassClassification.Trainers.ActivityRegularizedMlp(Options());
        var first = trainer.Fit(data, data);
        AssertGoesOn(first.Model, trainer.Fit(data, first.Model).Model);
    }

    /// <summary>Also on labels of another scale: the weights stay in the units they were trained in.</summary>
    [TestMethod]
    public void Regression()
    {
        var options = Options();
        options.LabelColumnName = "Value";
        var trainer = _mlContext.Regression.Trainers.ActivityRegularizedMlp(options);
        var data = Points();
        var first = trainer.Fit(data, data);
        var next = trainer.Fit(data, first.Model);
        AssertGoesOn(first.Model, next.Model);

        options.LearningRate = 1e-12f;
        var scaled = _mlContext.Transforms.Expression("Value", "v => v * 1000f", "Value").Fit(data).Transform(data);
        var unmoved = _mlContext.Regression.Trainers.ActivityRegularizedMlp(options).Fit(scaled, first.Model);
        foreach (var (expected, found) in first.Scores(data).Zip(unmoved.Scores(data)))
            Assert.AreEqual(expected, found, 1e-3);
    }

    [TestMethod]
    public void A_model_of_another_shape_is_refused()
    {
        var data = TinyTraining.Circles(_mlContext);
        var model = TinyTraining.Trainer(_mlContext).Fit(data).Model;
        var wider = _mlContext.BinaryClassification.Trainers.ActivityRegularizedMlp(hiddenUnits: [5]);
        var error = Assert.ThrowsExactly<ArgumentException>(() => wider.Fit(data, model));
        Assert.AreEqual("modelParameters[0] (dense/kernel) must have shape [2, 5]; received [2, 4].", error.Message);
    }

    [TestMethod]
    public void A_model_of_other_classes_is_refused_in_their_terms()
    {
        var trainer = _mlContext.MulticlassClassification.Trainers.ActivityRegularizedMlp(hiddenUnits: [4], epochs: 1);
        var model = trainer.Fit(Classes(3)).Model;
        Assert.AreEqual(
            "modelParameters: the network has 3 classes, the labels 2; PretrainedLayers keeps all but the output layer.",
            Assert.ThrowsExactly<ArgumentException>(() => trainer.Fit(Classes(2), model)).Message);

        IDataView Classes(int count)
        {
            var rows = _mlContext.Data.LoadFromEnumerable(Enumerable.Range(0, 12).Select(i => new ClassRow { Features = [i, i % 4], Label = $"{i % count}" }));
            return _mlContext.Transforms.Conversion.MapValueToKey("Label").Fit(rows).Transform(rows);
        }
    }

    private sealed class ClassRow
    {
        [VectorType(2)]
        public float[] Features { get; set; } = [];

        public string Label { get; set; } = "";
    }

    [TestMethod]
    public void Two_sources_of_weights_are_refused()
    {
        var data = TinyTraining.Circles(_mlContext);
        var model = TinyTraining.Trainer(_mlContext).Fit(data).Model;
        var options = Options();
        options.InitialWeights = model.SubModel.GetWeights();
        var error = Assert.ThrowsExactly<InvalidOperationException>(() => TinyTraining.Trainer(_mlContext, options).Fit(data, model));
        Assert.Contains("only one of the two may be", error.Message);
    }

    /// <summary>All rows in every batch and in order: the next loss is then the last validation loss on the same rows.</summary>
    private static ActivityRegularizedMlpOptions Options()
    {
        var options = TinyTraining.Options();
        options.BatchSize = 1000;
        options.Shuffle = false;
        return options;
    }

    private static void AssertGoesOn<TOutput>(NetworkModelParametersBase<TOutput> first, NetworkModelParametersBase<TOutput> next)
    {
        Assert.AreEqual(first.History[^1].ValidationLoss, next.History[0].Loss, 1e-6);
        Assert.IsLessThan(first.History[0].Loss, next.History[^1].Loss);
        Assert.HasCount(TinyTraining.EpochCount, next.History);
    }

    private IDataView Points()
    {
        var random = new Random(5);
        IDataView points = _mlContext.Data.LoadFromEnumerable(Enumerable.Range(0, 60).Select(i => new Point
        {
            Label = $"class {i % 3}",
            Value = i % 3 * 10 + Numbers.Next(random),
            Features = [i % 3 + Numbers.Next(random), Numbers.Next(random)],
        }).ToArray());
        return _mlContext.Transforms.Conversion.MapValueToKey("Label").Fit(points).Transform(points);
    }

    private sealed class Point
    {
        public string Label { get; set; } = "";

        public float Value { get; set; }

        [VectorType(2)]
        public float[] Features { get; set; } = [];
    }
}
