using Microsoft.ML;
using Microsoft.ML.Data;

namespace ActReg.MLNet.OnnxTests;

/// <summary>What each trainer makes, exported by ML.NET's own call.</summary>
[TestClass]
public sealed class TrainerTests
{
    private static readonly MLContext Context = new(seed: 1);

    [TestMethod]
    public void Binary() => ExportedColumns.AreThose(
        Context.BinaryClassification.Trainers.ActivityRegularizedMlp(Options("Label")).Fit(Samples.Train), Samples.Test, "Score", "Probability", "PredictedLabel");

    [TestMethod]
    public void BinaryWithAnotherThreshold()
    {
        var model = Context.BinaryClassification.Trainers.ActivityRegularizedMlp(Options("Label")).Fit(Samples.Train);
        ExportedColumns.AreThose(Context.BinaryClassification.ChangeModelThreshold(model, 0.7f), Samples.Test, "Score", "Probability", "PredictedLabel");
        ExportedColumns.AreThose(Context.BinaryClassification.ChangeModelProbabilityThreshold(model, 0.2f), Samples.Test, "Score", "Probability", "PredictedLabel");
    }

    [TestMethod]
    public void Multiclass() => ExportedColumns.AreThose(
        Keyed(Context.MulticlassClassification.Trainers.ActivityRegularizedMlp(Options("Key"))), Samples.TestWithUnreadable, "Score", "PredictedLabel");

    [TestMethod]
    public void OneVersusAll()
    {
        var trainer = Context.MulticlassClassification.Trainers.OneVersusAll(Context.BinaryClassification.Trainers.ActivityRegularizedMlp(Options("Label")), "Key");
        ExportedColumns.AreThose(Keyed(trainer), Samples.Test, "Score", "PredictedLabel");
    }

    [TestMethod]
    public void Regression() => ExportedColumns.AreThose(
        Context.Regression.Trainers.ActivityRegularizedMlp(Options("Number")).Fit(Samples.Train), Samples.TestWithUnreadable, "Score");

    [TestMethod]
    public void RegressionOfCounts() => ExportedColumns.AreThose(
        Context.Regression.Trainers.ActivityRegularizedMlp(Options("Count", RegressionLoss.Poisson)).Fit(Samples.Train), Samples.TestWithUnreadable, "Score");

    [TestMethod]
    public void RegressionOfASeries()
    {
        var options = Options("Number");
        options.SeriesWindow = SeriesWindow.Of(first: 1, count: 3);
        ExportedColumns.AreThose(Context.Regression.Trainers.ActivityRegularizedMlp(options).Fit(Samples.Train), Samples.TestWithUnreadable, "Score");
    }

    [TestMethod]
    public void Quantiles()
    {
        var options = Options("Number");
        options.Quantiles = [0.1f, 0.5f, 0.9f];
        var model = Context.Regression.Trainers.ActivityRegularizedQuantileMlp(options).Fit(Samples.Train);
        ExportedColumns.AreThose(model, Samples.TestWithUnreadable, "Score");
        var intervals = Context.Regression.ConformalInterval(coverage: 0.8f).Fit(Rename(model.Transform(Samples.Train)));
        ExportedColumns.AreThose(new TransformerChain<ITransformer>(model, intervals), Samples.TestWithUnreadable, "LowerBound", "UpperBound");

        static IDataView Rename(IDataView data) => Context.Transforms.CopyColumns("Label", "Number").Fit(data).Transform(data);
    }

    [TestMethod]
    public void SeveralNumbers() => ExportedColumns.AreThose(
        Context.Regression.Trainers.ActivityRegularizedMultiOutputMlp(Options("Numbers")).Fit(Samples.Train), Samples.TestWithUnreadable, "Score");

    [TestMethod]
    public void SeveralLabels() => ExportedColumns.AreThose(
        Context.MulticlassClassification.Trainers.ActivityRegularizedMultilabelMlp(Options("Labels")).Fit(Samples.Train), Samples.TestWithUnreadable,
        "Score", "Probability", "PredictedLabel");

    [TestMethod]
    public void TabularBinary() => ExportedColumns.AreThose(
        Context.BinaryClassification.Trainers.ActivityRegularizedTabularMlp(Tabular("Label")).Fit(Samples.Train), Samples.Test, "Score", "Probability", "PredictedLabel");

    [TestMethod]
    public void TabularMulticlass() => ExportedColumns.AreThose(
        Keyed(Context.MulticlassClassification.Trainers.ActivityRegularizedTabularMlp(Tabular("Key"))), Samples.TestWithUnreadable, "Score", "PredictedLabel");

    [TestMethod]
    public void TabularRegression() => ExportedColumns.AreThose(
        Context.Regression.Trainers.ActivityRegularizedTabularMlp(Tabular("Number")).Fit(Samples.Train), Samples.TestWithUnreadable, "Score");

    private static ITransformer Keyed(IEstimator<ITransformer> trainer)
    {
        var keys = Context.Transforms.Conversion.MapValueToKey("Key", "Class").Fit(Samples.Train);
        return trainer.Fit(keys.Transform(Samples.Train));
    }

    private static ActivityRegularizedMlpOptions Options(string label, RegressionLoss? loss = null)
    {
        var options = new ActivityRegularizedMlpOptions
        {
            LabelColumnName = label,
            Layers = [Layer.Dense(16, Activation.Relu, ActivityRegularizer.L1(1e-4f)), Layer.Dense(8, Activation.Gelu())],
            Epochs = 20,
        };
        if (loss != null)
            options.RegressionLoss = loss;
        return options;
    }

    private static ActivityRegularizedTabularMlpOptions Tabular(string label) => new() { LabelColumnName = label, Epochs = 5 };
}
