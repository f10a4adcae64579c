using ActReg.MLNet.Benchmarks.Data;
using CsCheck;
using Microsoft.ML;

namespace ActReg.MLNet.Tests;

/// <summary>The rule is that of the documentation of <see cref="TrainingOptions.LearningRate"/>: 0.73 rows^0.4 / (batches epochs^1.2).</summary>
[TestClass]
public sealed class StepDefaultsTests
{
    private static readonly StepDefaults AllLeftOut = new(BatchSize: true, LearningRate: true, Schedule: true);

    [TestMethod]
    [DataRow(1, 4)]
    [DataRow(79, 4)]
    [DataRow(80, 5)]
    [DataRow(160, 10)]
    [DataRow(512, 32)]
    [DataRow(5_000_000_000, 32)]
    public void A_batch_is_a_sixteenth_of_the_rows_within_bounds(long rows, int batchSize) =>
        Assert.AreEqual(batchSize, AllLeftOut.Apply(Settings(epochs: 10), rows).BatchSize);

    [TestMethod]
    [DataRow(1024, 100, 0.00145309)]
    [DataRow(100, 20, 0.00744111)]
    [DataRow(32, 1, 0.01)]
    [DataRow(1_000_000, 200, 0.0001)]
    public void Rates_fall_with_the_number_of_updates_within_bounds(long rows, int epochs, double rate)
    {
        var settings = AllLeftOut.Apply(Settings(epochs), rows);
        Assert.AreEqual(rate, settings.LearningRate, 1e-4 * rate);
        Assert.AreEqual(LearningRateSchedule.Cosine(), settings.LearningRateSchedule);
    }

    [TestMethod]
    public void What_is_given_stays()
    {
        var given = Settings(epochs: 10) with { BatchSize = 7, LearningRate = 0.5f, LearningRateSchedule = LearningRateSchedule.CosLog4() };
        Assert.AreEqual(given, default(StepDefaults).Apply(given, 1000));
        Assert.AreEqual(LearningRateSchedule.Constant, new StepDefaults(BatchSize: false, LearningRate: false, Schedule: true).Apply(given, 1000).LearningRateSchedule);
        var ofBatch = new StepDefaults(BatchSize: false, LearningRate: true, Schedule: false).Apply(given, 1000);
        Assert.AreEqual((7, LearningRateSchedule.CosLog4()), (ofBatch.BatchSize, ofBatch.LearningRateSchedule));
        Assert.AreEqual(0.73 * Math.Pow(1000, 0.4) / (143 * Math.Pow(10, 1.2)), ofBatch.LearningRate, 1e-6);
    }

    [TestMethod]
    public void Rows_of_any_number_give_valid_settings() =>
        Gen.Select(Gen.Long[1, long.MaxValue / 1_000_000], Gen.Int[1, 1_000_000]).Sample((rows, epochs) =>
            Assert.IsEmpty(AllLeftOut.Apply(Settings(epochs), rows).Problems().Where(problem => problem != null)), threads: 1);

    [TestMethod]
    public void Options_tell_what_is_left_out()
    {
        var options = new ActivityRegularizedMlpOptions();
        Assert.AreEqual((null, null, null), (options.BatchSize, options.LearningRate, options.LearningRateSchedule));
        options.BatchSize = 8;
        options.LearningRate = 0.1f;
        options.LearningRateSchedule = LearningRateSchedule.CosLog4();
        Assert.AreEqual((8, 0.1f, LearningRateSchedule.CosLog4()), (options.BatchSize, options.LearningRate, options.LearningRateSchedule));
        options.BatchSize = null;
        options.LearningRate = null;
        options.LearningRateSchedule = null;
        Assert.AreEqual((null, null, null), (options.BatchSize, options.LearningRate, options.LearningRateSchedule));
        Assert.AreEqual((64, 0.001f), (new SparseAutoencoderOptions().BatchSize, new SparseAutoencoderOptions().LearningRate));
        Assert.AreEqual((64, 0.003f), (new ActivityRegularizedTabularMlpOptions().BatchSize, new ActivityRegularizedTabularMlpOptions().LearningRate));
    }

    [TestMethod]
    public void What_is_left_out_of_a_study_s_options_follows_from_each_fold()
    {
        var data = new ActivityRegularizedMlpOptions { LearningRate = 0.1f }.ToData();
        var options = OptionsData.FromJson(System.Text.Encoding.UTF8.GetBytes(data.ToJson())).ToNetworkOptions();
        Assert.AreEqual((null, 0.1f, null), (options.BatchSize, options.LearningRate, options.LearningRateSchedule));
    }

    [TestMethod]
    public void A_model_tells_what_it_was_trained_with()
    {
        var mlContext = new MLContext(seed: 1);
        var rows = mlContext.Data.LoadCircles(sampleCount: 200, seed: 1);
        var plain = mlContext.BinaryClassification.Trainers.ActivityRegularizedMlp(epochs: 3).Fit(rows).Model.SubModel.TrainingSettings;
        Assert.AreEqual((12, LearningRateSchedule.Cosine()), (plain.BatchSize, plain.LearningRateSchedule));
        Assert.AreEqual(0.01f, plain.LearningRate);
        var given = mlContext.BinaryClassification.Trainers.ActivityRegularizedMlp(epochs: 3, batchSize: 20, learningRate: 1e-3f).Fit(rows).Model.SubModel.TrainingSettings;
        Assert.AreEqual((20, 1e-3f, LearningRateSchedule.Constant), (given.BatchSize, given.LearningRate, given.LearningRateSchedule));
        // Rows that are set aside are none to train on: 160, of which 16 batches are of 10.
        var options = new ActivityRegularizedMlpOptions { Epochs = 3, ValidationFraction = 0.2f };
        Assert.AreEqual(10, mlContext.BinaryClassification.Trainers.ActivityRegularizedMlp(options).Fit(rows).Model.SubModel.TrainingSettings.BatchSize);
    }

    /// <summary>Iris with 32 units for 100 epochs, which 0.75 was reached on when one rate stood for all; ten folds, fixed seeds.</summary>
    [TestMethod]
    public void Few_units_and_few_epochs_learn_iris()
    {
        var iris = CsvData.Load("iris", isRegression: false);
        var scores = Folds.Of("iris", iris, repeats: 2).Select((split, fold) =>
        {
            var mlContext = new MLContext(fold + 1);
            var standardized = split.Standardized();
            var model = mlContext.MulticlassClassification.Trainers.ActivityRegularizedMlp(hiddenUnits: [32], epochs: 100).Fit(standardized.Train.ToDataView(mlContext));
            return mlContext.MulticlassClassification.Evaluate(model.Transform(standardized.Test.ToDataView(mlContext))).MicroAccuracy;
        });
        Assert.IsGreaterThanOrEqualTo(0.93, scores.Average());
    }

    private static TrainingSettings Settings(int epochs) => new()
    {
        Epochs = epochs,
        BatchSize = StepDefaults.LargestBatch,
        LearningRate = StepDefaults.LargestRate,
        Shuffle = true,
        Seed = 0,
        Engine = TrainingEngine.Fused,
    };
}
