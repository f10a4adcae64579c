using ActReg.MLNet.Tests.Testing;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace ActReg.MLNet.Tests;

/// <summary>Checkpoints as a trainer's user meets them.</summary>
[TestClass]
public sealed class CheckpointOptionTests : IDisposable
{
    private readonly MLContext _mlContext = new(seed: 1);
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [TestMethod]
    [DataRow(TrainingEngine.Fused)]
    [DataRow(TrainingEngine.Torch)]
    public void An_interrupted_Fit_goes_on(TrainingEngine engine)
    {
        var options = Options();
        options.Engine = engine;
        var data = TinyTraining.Circles(_mlContext);
        var expected = TinyTraining.Trainer(_mlContext, options).Fit(data);
        Assert.IsEmpty(_folder.Files, "deleted at the end");

        options.OnEpochEnd = epoch => throw new TimeZoneNotFoundException();
        Assert.ThrowsExactly<TimeZoneNotFoundException>(() => TinyTraining.Trainer(_mlContext, options).Fit(data));
        Assert.IsEmpty(_folder.Files, "the first epoch had not ended");
        options.OnEpochEnd = epoch =>
        {
            if (epoch.Metrics.Epoch == 5)
                throw new TimeZoneNotFoundException();
        };
        Assert.ThrowsExactly<TimeZoneNotFoundException>(() => TinyTraining.Trainer(_mlContext, options).Fit(data));
        TinyTraining.AreEqual(["checkpoint"], _folder.Files);

        var messages = new List<string>();
        var context = new MLContext(seed: 99);
        context.Log += (_, entry) => messages.Add(entry.RawMessage);
        options.OnEpochEnd = null;
        var resumed = TinyTraining.Trainer(context, options).Fit(TinyTraining.Circles(context));
        TinyTraining.AreEqual(expected.AllWeights(), resumed.AllWeights());
        TinyTraining.AreEqual(expected.Network().History, resumed.Network().History);
        Assert.Contains("Training went on from a checkpoint, with epoch 5.", messages);
        Assert.IsEmpty(_folder.Files);
    }

    [TestMethod]
    public void It_stays_when_training_is_cancelled()
    {
        var options = Options();
        using var source = new CancellationTokenSource();
        options.CancellationToken = source.Token;
        options.OnEpochEnd = _ => source.Cancel();
        Assert.ThrowsExactly<OperationCanceledException>(() => TinyTraining.Fit(options));
        TinyTraining.AreEqual(["checkpoint"], _folder.Files);

        options.OnCancellation = CancellationBehavior.KeepBest;
        Assert.ThrowsExactly<OperationCanceledException>(() => TinyTraining.Fit(options));
        TinyTraining.AreEqual(["checkpoint"], _folder.Files);
    }

    [TestMethod]
    public void It_stays_when_training_diverges_and_then_diverges_again()
    {
        // Each update overshoots by more than it was to correct.
        var options = Options();
        options.Layers = [];
        options.Optimizer = Optimizer.Sgd();
        options.Epochs = 1000;
        var trainer = _mlContext.Regression.Trainers.ActivityRegularizedMlp(options);
        var diverged = Assert.ThrowsExactly<TrainingDivergedException>(() => trainer.Fit(Line()));
        Assert.IsGreaterThan(1, diverged.History.Count);
        TinyTraining.AreEqual(["checkpoint"], _folder.Files);
        var again = Assert.ThrowsExactly<TrainingDivergedException>(() => trainer.Fit(Line()));
        Assert.AreEqual(diverged.Message, again.Message);
        TinyTraining.AreEqual(diverged.Weights.Flat(), again.Weights.Flat());
        TinyTraining.AreEqual(diverged.History, again.History);
    }

    /// <summary>Each fold ends, and so leaves nothing that the next one would have to refuse.</summary>
    [TestMethod]
    public void Folds_may_share_a_path()
    {
        var folds = _mlContext.BinaryClassification.CrossValidate(
            _mlContext.Data.LoadCircles(90, noise: 0.1, seed: 1), TinyTraining.Trainer(_mlContext, Options()), numberOfFolds: 3);
        Assert.HasCount(3, folds);
        Assert.IsEmpty(_folder.Files);
    }

    [TestMethod]
    public void A_random_seed_is_that_of_the_checkpoint()
    {
        var options = Options();
        options.Seed = null;
        options.Epochs = 3;
        var context = new MLContext();
        var data = TinyTraining.Circles(context);
        var expected = TinyTraining.Trainer(context, options).Fit(data).Network();
        options.Seed = expected.TrainingSettings.Seed;
        DieAfter(2, options, data);

        options.Seed = null;
        var resumed = TinyTraining.Trainer(context, options).Fit(data).Network();
        Assert.AreEqual(expected.TrainingSettings, resumed.TrainingSettings);
        TinyTraining.AreEqual(expected.AllWeights(), resumed.AllWeights());
    }

    /// <summary>A seed that the user or the context gives is a wish.</summary>
    [TestMethod]
    public void Another_trainers_checkpoint_is_refused_before_training_and_left_alone()
    {
        var options = Options();
        var data = TinyTraining.Circles(_mlContext);
        DieAfter(4, options, data);
        var stored = File.ReadAllBytes(_folder["checkpoint"]);

        options.Seed = null;
        var error = Assert.ThrowsExactly<InvalidOperationException>(() => TinyTraining.Trainer(_mlContext, options).Fit(data));
        Assert.Contains("seed: 5 in the checkpoint, 1 now.", error.Message);

        options.Seed = 5;
        options.OnEpochEnd = _ => Assert.Fail("trained");
        error = Assert.ThrowsExactly<InvalidOperationException>(
            () => TinyTraining.Trainer(_mlContext, options).Fit(TinyTraining.Circles(_mlContext, seed: 2)));
        Assert.Contains("training set: 60 rows of 2 features, checksum ", error.Message);
        TinyTraining.AreEqual(stored, File.ReadAllBytes(_folder["checkpoint"]));
    }

    [TestMethod]
    public void A_file_that_is_something_else_is_refused_before_any_row_is_read()
    {
        File.WriteAllText(_folder["checkpoint"], "a file that somebody needs");
        var options = Options();
        options.CancellationToken = new CancellationToken(canceled: true);
        var error = Assert.ThrowsExactly<InvalidOperationException>(() => TinyTraining.Fit(options));
        Assert.StartsWith("checkpointPath: training cannot go on from ", error.Message);
        Assert.AreEqual("a file that somebody needs", File.ReadAllText(_folder["checkpoint"]));
    }

    /// <summary>Regression and going on from a model: their labels' scale and first weights come from outside the file.</summary>
    [TestMethod]
    public void A_continued_regression_goes_on()
    {
        var options = Options();
        var data = Line();
        var trainer = _mlContext.Regression.Trainers.ActivityRegularizedMlp(options);
        var first = trainer.Fit(data).Model;
        var expected = trainer.Fit(data, first).Model;
        options.OnEpochEnd = epoch =>
        {
            if (epoch.Metrics.Epoch == 5)
                throw new TimeZoneNotFoundException();
        };
        var interrupted = _mlContext.Regression.Trainers.ActivityRegularizedMlp(options);
        Assert.ThrowsExactly<TimeZoneNotFoundException>(() => interrupted.Fit(data, first));
        var error = Assert.ThrowsExactly<InvalidOperationException>(() => trainer.Fit(data));
        Assert.Contains("initialWeights: ", error.Message);
        TinyTraining.AreEqual(expected.AllWeights(), trainer.Fit(data, first).Model.AllWeights());
    }

    [TestMethod]
    public void A_relative_path_is_where_the_trainer_was_made()
    {
        var options = Options();
        options.CheckpointPath = Path.GetRelativePath(Environment.CurrentDirectory, _folder["checkpoint"]);
        DieAfter(4, options, TinyTraining.Circles(_mlContext));
        TinyTraining.AreEqual(["checkpoint"], _folder.Files);
    }

    private IDataView Line() =>
        _mlContext.Data.LoadFromEnumerable(Enumerable.Range(0, 20).Select(i => new Row { Features = [i], Label = 3 * i + 100 }));

    private ActivityRegularizedMlpOptions Options()
    {
        var options = TinyTraining.Options();
        options.Epochs = 8;
        options.CheckpointPath = _folder["checkpoint"];
        options.CheckpointEpochs = 1;
        return options;
    }

    private void DieAfter(int epoch, ActivityRegularizedMlpOptions options, IDataView data)
    {
        options.OnEpochEnd = end =>
        {
            if (end.Metrics.Epoch == epoch)
                throw new TimeZoneNotFoundException();
        };
        Assert.ThrowsExactly<TimeZoneNotFoundException>(() => TinyTraining.Trainer(_mlContext, options).Fit(data));
        options.OnEpochEnd = null;
    }

    private sealed class Row
    {
        [VectorType(1)]
        public float[] Features { get; set; } = [];

        public float Label { get; set; }
    }
}
