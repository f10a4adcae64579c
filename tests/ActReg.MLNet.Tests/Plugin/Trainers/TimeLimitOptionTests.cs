using ActReg.MLNet.Tests.Testing;
using Microsoft.ML;
using Microsoft.ML.Calibrators;
using Microsoft.ML.Data;

namespace ActReg.MLNet.Tests;

/// <summary>By a clock that goes on by a second whenever it is asked, so at every step.</summary>
[TestClass]
public sealed class TimeLimitOptionTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly MLContext _mlContext = new(seed: 1);

    [TestMethod]
    public void Ends_training_says_so_and_is_kept_with_the_model()
    {
        var log = new RecordedLog(_mlContext);
        var options = Limited(TinyTraining.Options(), seconds: 30);
        options.Epochs = 1000;
        var circles = TinyTraining.Circles(_mlContext);
        var fitted = TinyTraining.Trainer(_mlContext, options).Fit(circles);
        Assert.IsLessThan(30, fitted.Network().History.Count);
        Assert.IsEmpty(log.Warnings);
        Assert.IsTrue(log.Infos.Any(line => line.StartsWith("Trained until the timeLimit, 00:00:30: ", StringComparison.Ordinal)), string.Join('\n', log.Infos));
        Assert.AreEqual(options.TimeLimit, SavedModel.Reload(_mlContext, fitted, circles.Schema).Network().TrainingSettings.TimeLimit);
    }

    [TestMethod]
    public void Time_to_spare_changes_nothing()
    {
        var options = TinyTraining.Options();
        options.LearningRateSchedule = LearningRateSchedule.Cosine();
        var expected = TinyTraining.Fit(options).AllWeights();
        TinyTraining.AreEqual(expected, TinyTraining.Fit(Limited(options, seconds: 1_000_000)).AllWeights());
        CollectionAssert.AreNotEqual(expected, TinyTraining.Fit(Limited(options, seconds: 10)).AllWeights());
    }

    [TestMethod]
    public void Too_short_a_time_to_see_every_row_is_warned_of()
    {
        var log = new RecordedLog(_mlContext);
        TinyTraining.Trainer(_mlContext, Limited(TinyTraining.Options(), seconds: 1)).Fit(TinyTraining.Circles(_mlContext));
        Assert.AreEqual(
            "The timeLimit, 00:00:01, was over after 25.0% of the first epoch, so that the other rows were not trained on. A longer one, a larger batchSize or a smaller network has more of them seen.",
            log.Warnings.Single());
    }

    [TestMethod]
    public void Streamed_rows_have_it_too()
    {
        var options = Limited(TinyTraining.Options(), seconds: 30);
        (options.Epochs, options.CacheInMemory) = (1000, false);
        Assert.IsLessThan(30, TinyTraining.Fit(options).Network().History.Count);
    }

    [TestMethod]
    public void Autoencoders_have_it_too()
    {
        var options = Limited(new SparseAutoencoderOptions { CodeSize = 4, Sparsity = CodeSparsity.TopK(2), Epochs = 1000 }, seconds: 30);
        var fitted = _mlContext.Transforms.SparseAutoencoder(options).Fit(TinyTraining.Circles(_mlContext));
        Assert.IsLessThan(30, fitted.History.Count);
    }

    /// <summary>Together they have no more epochs than there was time for. While one of them waits for a core, others' steps move the clock, so that it may come too late.</summary>
    [TestMethod]
    public void Networks_that_score_together_share_it()
    {
        var log = new RecordedLog(_mlContext);
        var members = Ensemble(seconds: 3000).Model.SubModel.Members;
        Assert.IsLessThan(1000, members.Sum(member => member.History.Count));
        var end = members.Count == 3 ? "Trained 3 networks on 60 rows until the timeLimit, 00:50:00: " : $"The timeLimit, 00:50:00, was over before all networks had begun: the model is {members.Count} of 3.";
        Assert.IsTrue(log.Infos.Concat(log.Warnings).Any(line => line.StartsWith(end, StringComparison.Ordinal)), string.Join('\n', log.Infos));
    }

    [TestMethod]
    public void The_first_network_is_trained_and_others_left_out_where_there_is_no_time()
    {
        var log = new RecordedLog(_mlContext);
        Assert.HasCount(1, Ensemble(seconds: 1).Model.SubModel.Members);
        Assert.Contains("The timeLimit, 00:00:01, was over before all networks had begun: the model is 1 of 3. They have the weights of epochs 1 of 1000. A longer one, or fewer members, leaves none out.", log.Warnings);
    }

    private BinaryPredictionTransformer<CalibratedModelParametersBase<EnsembleModelParameters, PlattCalibrator>> Ensemble(int seconds)
    {
        var options = Limited(new ActivityRegularizedTabularMlpOptions { Layers = [Layer.Dense(4, Activation.Relu)], Members = 3, Epochs = 1000, BatchSize = 16, EarlyStopping = new EarlyStopping(patience: 1000) }, seconds);
        return _mlContext.BinaryClassification.Trainers.ActivityRegularizedTabularMlp(options).Fit(TinyTraining.Circles(_mlContext));
    }

    private static TOptions Limited<TOptions>(TOptions options, int seconds)
        where TOptions : TrainingOptions
    {
        (options.TimeLimit, options.TimeProvider) = (TimeSpan.FromSeconds(seconds), new ManualClock(Second));
        return options;
    }
}
