using System.Reflection;
using ActReg.MLNet.Tests.Testing;
using Microsoft.ML;

namespace ActReg.MLNet.Tests;

/// <summary>Cancellation by token and by context, when the user asks for the best model so far.</summary>
[TestClass]
public sealed class CancellationTests
{
    private readonly MLContext _mlContext = new(seed: 1);
    private readonly RecordedLog _log;

    public CancellationTests() => _log = new RecordedLog(_mlContext);

    [TestMethod]
    [DataRow(TrainingEngine.Fused)]
    [DataRow(TrainingEngine.Torch)]
    public void The_model_is_that_of_a_training_that_ends_there(TrainingEngine engine)
    {
        using var source = new CancellationTokenSource();
        var options = Options(source);
        options.Engine = engine;
        options.OnEpochEnd = epoch => CancelAfter(source, 4, epoch);
        var cancelled = TinyTraining.Trainer(_mlContext, options).Fit(TinyTraining.Circles(_mlContext));
        TinyTraining.AreEqual(["Training was cancelled in epoch 5 of 100; the model is the best so far."], _log.Warnings);

        options = TinyTraining.Options();
        options.Engine = engine;
        options.Epochs = 4;
        var ended = TinyTraining.Trainer(_mlContext, options).Fit(TinyTraining.Circles(_mlContext));
        TinyTraining.AreEqual(ended.AllWeights(), cancelled.AllWeights());
        TinyTraining.AreEqual(ended.Network().History, cancelled.Network().History);
    }

    [TestMethod]
    public void Early_stopping_knows_the_best_epoch()
    {
        using var source = new CancellationTokenSource();
        var all = _mlContext.Data.LoadCircles(100, noise: 0.1, seed: 1);
        var (train, test) = (_mlContext.Data.TakeRows(all, 30), _mlContext.Data.SkipRows(all, 30));
        var options = Options(source);
        options.Layers = [Layer.Dense(50, Activation.Relu)];
        options.Epochs = 400;
        options.EarlyStopping = new EarlyStopping(patience: 20);
        options.OnEpochEnd = epoch => epoch.Stop = false;
        var best = TinyTraining.Trainer(_mlContext, options).Fit(train, test).Network();
        options.OnEpochEnd = epoch => CancelAfter(source, best.History.Count - 5, epoch);
        var cancelled = TinyTraining.Trainer(_mlContext, options).Fit(train, test).Network();
        Assert.HasCount(best.History.Count - 5, cancelled.History);
        TinyTraining.AreEqual(best.AllWeights(), cancelled.AllWeights());
    }

    /// <summary>The weights as they are: those of a training whose batches are the three that were learned.</summary>
    [TestMethod]
    [DataRow(TrainingEngine.Fused)]
    [DataRow(TrainingEngine.Torch)]
    public void In_the_first_epoch_there_is_a_model_without_a_history(TrainingEngine engine)
    {
        using var source = new CancellationTokenSource();
        var options = Options(source);
        options.Engine = engine;
        options.Shuffle = false;
        options.BatchSize = 10;
        options.LearningRateSchedule = new ActingSchedule(moment =>
        {
            if (moment.Step == 2)
                source.Cancel();
            return 1;
        });
        var data = TinyTraining.Circles(_mlContext);
        var cancelled = TinyTraining.Trainer(_mlContext, options).Fit(data);
        TinyTraining.AreEqual(["Training was cancelled in epoch 1 of 100; the model is the best so far."], _log.Warnings);
        Assert.IsEmpty(cancelled.Network().History);

        options.CancellationToken = default;
        options.LearningRateSchedule = LearningRateSchedule.Constant;
        options.Epochs = 1;
        var ended = TinyTraining.Trainer(_mlContext, options).Fit(_mlContext.Data.TakeRows(data, 30));
        TinyTraining.AreEqual(ended.AllWeights(), cancelled.AllWeights());

        using var stream = new MemoryStream();
        NetworkFile.Write(ended.Network().ToTrainedNetwork() with { History = [] }, stream);
        stream.Position = 0;
        Assert.IsEmpty(NetworkFile.Read(stream).History, "stored");
    }

    [TestMethod]
    public void Cancelled_before_a_row_is_learned_it_throws()
    {
        var options = Options(null);
        options.CancellationToken = new CancellationToken(canceled: true);
        Assert.ThrowsExactly<OperationCanceledException>(() => TinyTraining.Fit(options));
    }

    /// <summary>ML.NET's own way. The transformer is built and scores; the context refuses every later training.</summary>
    [TestMethod]
    public void The_context_cancels()
    {
        var options = Options(null);
        options.OnEpochEnd = epoch =>
        {
            if (epoch.Metrics.Epoch == 4)
                Cancel(_mlContext);
        };
        var data = TinyTraining.Circles(_mlContext);
        var trainer = TinyTraining.Trainer(_mlContext, options);
        var model = _mlContext.Transforms.NormalizeMeanVariance("Features")
            .Append(trainer)
            .Append(_mlContext.Transforms.CopyColumns("Copy", "Score"))
            .Fit(data);
        Assert.HasCount(TinyTraining.RowCount, model.Scores(data));
        Assert.IsTrue(double.IsFinite(_mlContext.BinaryClassification.Evaluate(model.Transform(data)).LogLoss));
        var reloaded = SavedModel.Reload(_mlContext, model, data.Schema);
        TinyTraining.AreEqual(model.Scores(data), reloaded.Scores(data));
        TinyTraining.AreEqual(["Training was cancelled in epoch 5 of 100; the model is the best so far."], _log.Warnings);

        Assert.ThrowsExactly<OperationCanceledException>(() => trainer.Fit(data), "the same trainer");
        Assert.ThrowsExactly<OperationCanceledException>(() => TinyTraining.Trainer(_mlContext, options).Fit(data), "another");
    }

    [TestMethod]
    public void What_the_callback_throws_is_not_taken_for_cancellation()
    {
        var options = Options(null);
        options.OnEpochEnd = _ => throw new OperationCanceledException("mine");
        Assert.AreEqual("mine", Assert.ThrowsExactly<OperationCanceledException>(() => TinyTraining.Fit(options)).Message);
    }

    /// <summary>What was cancelled is somebody else's, such as a request that took too long.</summary>
    [TestMethod]
    [DataRow(CancellationBehavior.Throw)]
    [DataRow(CancellationBehavior.KeepBest)]
    public void So_it_is_of_what_a_cursor_throws(CancellationBehavior behavior)
    {
        using var source = new CancellationTokenSource();
        foreach (var token in new[] { default, source.Token })
        {
            var error = new TaskCanceledException("mine");
            var options = StreamedTraining.Options();
            options.OnCancellation = behavior;
            options.CancellationToken = token;
            var view = new FaultyView(StreamedTraining.Data(_mlContext)).Throw(3, 40, error);
            Assert.AreSame(
                error, Assert.ThrowsExactly<TaskCanceledException>(() => TinyTraining.Trainer(_mlContext, options).Fit(view)));
        }

        Assert.IsEmpty(_log.Warnings);
    }

    [TestMethod]
    public void And_of_what_a_penalty_throws()
    {
        var options = Options(null);
        var calls = 0;
        options.Layers =
        [
            Layer.Dense(4, Activation.Relu, ActivityRegularizer.Custom(
                "mine", a => ++calls < 20 ? a.sum(1) : throw new OperationCanceledException("mine"))),
        ];
        Assert.AreEqual("mine", Assert.ThrowsExactly<OperationCanceledException>(() => TinyTraining.Fit(options)).Message);
    }

    /// <summary>Whoever gave the token to the trainer may have given it to the data as well.</summary>
    [TestMethod]
    public void A_cursor_may_be_the_first_to_see_the_token()
    {
        using var source = new CancellationTokenSource();
        var options = StreamedTraining.Options();
        options.OnCancellation = CancellationBehavior.KeepBest;
        options.CancellationToken = source.Token;
        var view = new FaultyView(StreamedTraining.Data(_mlContext)).Do(3, 40, () =>
        {
            source.Cancel();
            source.Token.ThrowIfCancellationRequested();
        });
        Assert.HasCount(2, TinyTraining.Trainer(_mlContext, options).Fit(view).Network().History);
    }

    private static ActivityRegularizedMlpOptions Options(CancellationTokenSource? source)
    {
        var options = TinyTraining.Options();
        options.Epochs = 100;
        options.OnCancellation = CancellationBehavior.KeepBest;
        options.CancellationToken = source?.Token ?? default;
        return options;
    }

    private static void CancelAfter(CancellationTokenSource source, int epoch, EpochEnd end)
    {
        if (end.Metrics.Epoch == epoch)
            source.Cancel();
    }

    private static void Cancel(MLContext context) =>
        typeof(MLContext).GetMethod("CancelExecution", BindingFlags.Instance | BindingFlags.NonPublic)!.Invoke(context, null);
}
