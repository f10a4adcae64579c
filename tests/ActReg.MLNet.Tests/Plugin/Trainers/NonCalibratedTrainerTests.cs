using ActReg.MLNet.Tests.Testing;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace ActReg.MLNet.Tests;

[TestClass]
public sealed class NonCalibratedTrainerTests
{
    private readonly MLContext _mlContext = new(seed: 1);

    private ActivityRegularizedNonCalibratedBinaryTrainer Trainer => _mlContext.BinaryClassification.Trainers.ActivityRegularizedMlpNonCalibrated(TinyTraining.Options());

    [TestMethod]
    public void Keeps_every_promise_to_MLNet()
    {
        var data = SampleData.Binary(_mlContext);
        EstimatorChecks.Run(_mlContext, Trainer, data, new EstimatorCheckOptions
        {
            TransformOnlyInputs = [BadInputs.WithoutColumn(data, "Label")],
            InvalidInputs = [BadInputs.WithoutColumn(data, "Features"), BadInputs.WithColumnType(data, "Features", DataKind.Double)],
        });
    }

    /// <summary>All else is the same, bit for bit.</summary>
    [TestMethod]
    public void Scores_as_the_calibrated_trainer_does()
    {
        var data = TinyTraining.Circles(_mlContext);
        var calibrated = TinyTraining.Trainer(_mlContext).Fit(data).Transform(data);
        var scored = Trainer.Fit(data).Transform(data);
        Assert.IsNull(scored.Schema.GetColumnOrNull("Probability"));
        TinyTraining.AreEqual(calibrated.GetColumn<float>("Score"), scored.GetColumn<float>("Score"));
        TinyTraining.AreEqual(calibrated.GetColumn<bool>("PredictedLabel"), scored.GetColumn<bool>("PredictedLabel"));
        var metrics = _mlContext.BinaryClassification.EvaluateNonCalibrated(scored);
        Assert.AreEqual(_mlContext.BinaryClassification.Evaluate(calibrated).AreaUnderRocCurve, metrics.AreaUnderRocCurve);
    }

    /// <summary>A calibrator that follows adds the only Probability; after the other trainer there would be a hidden one too.</summary>
    [TestMethod]
    public void A_calibrator_adds_the_only_probability()
    {
        var data = TinyTraining.Circles(_mlContext);
        var model = Trainer.Append(_mlContext.BinaryClassification.Calibrators.Platt()).Fit(data);
        var scored = model.Transform(data);
        Assert.AreEqual(1, scored.Schema.Count(column => column.Name == "Probability"));
        Assert.AreEqual(2, TinyTraining.Trainer(_mlContext).Append(_mlContext.BinaryClassification.Calibrators.Platt()).Fit(data).Transform(data).Schema.Count(column => column.Name == "Probability"));
        var reloaded = SavedModel.Reload(_mlContext, model, data.Schema);
        TinyTraining.AreEqual(scored.GetColumn<float>("Probability"), reloaded.Transform(data).GetColumn<float>("Probability"));
        Assert.AreEqual(4, reloaded.GetNetwork().GetWeights()[0].Shape[1]);
    }

    /// <summary>Reports, contributions, another threshold and another network do as after the other trainer.</summary>
    [TestMethod]
    public void The_plugins_tools_take_it()
    {
        var data = TinyTraining.Circles(_mlContext);
        var model = Trainer.Fit(data);
        Assert.AreEqual(SparsityReport.Create(TinyTraining.Trainer(_mlContext).Fit(data), data).ToString(), SparsityReport.Create(model, data).ToString());
        Assert.HasCount(2, FeatureContributions.Create(model, data).Columns);
        Assert.HasCount(2, _mlContext.BinaryClassification.PermutationFeatureImportance(model, data));
        Assert.HasCount(2, PermutationImportance.Create(model, data).Columns);
        var pruned = _mlContext.Model.PruneDeadUnits(model, data);
        TinyTraining.AreEqual(model.Transform(data).GetColumn<float>("Score"), pruned.Transformer.Transform(data).GetColumn<float>("Score"));
        var threshold = _mlContext.BinaryClassification.ChangeModelThreshold(model, 0.3f);
        TinyTraining.AreEqual(model.Transform(data).GetColumn<float>("Score").Select(score => score > 0.3f), threshold.Transform(data).GetColumn<bool>("PredictedLabel"));
        Assert.HasCount(2, Trainer.Fit(data, model.Model).Model.GetWeights()[0].Shape);
    }

    [TestMethod]
    public void Priors_are_not_corrected_where_there_is_no_probability()
    {
        var options = TinyTraining.Options();
        options.ClassWeights = ClassWeights.Balanced;
        options.CorrectPriors = true;
        var error = Assert.Throws<ArgumentException>(() => _mlContext.BinaryClassification.Trainers.ActivityRegularizedMlpNonCalibrated(options));
        StringAssert.Contains(error.Message, "correctPriors must not be true for a model without probabilities, which a calibrator that follows gives; received True.");
        options.CorrectPriors = null;
        var data = TinyTraining.Circles(_mlContext);
        _mlContext.BinaryClassification.Trainers.ActivityRegularizedMlpNonCalibrated(options).Fit(data);
    }

    [TestMethod]
    public void Any_layers_will_do()
    {
        var data = TinyTraining.Circles(_mlContext);
        var options = new ActivityRegularizedNetworkOptions { InputShape = [2], Layers = [Layer.Dense(3, Activation.Relu)], Epochs = 1 };
        Assert.HasCount(2, _mlContext.BinaryClassification.Trainers.ActivityRegularizedNetworkNonCalibrated(options).Fit(data).Model.Layers);
    }
}
