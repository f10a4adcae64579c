using System.Reflection;
using Microsoft.ML;

namespace ActReg.MLNet.Tests;

/// <summary>What happens from epoch to epoch, and what ends a training early.</summary>
[TestClass]
public sealed class EpochTests
{
    private readonly MLContext _mlContext = new(seed: 1);

    [TestMethod]
    public void History_has_an_entry_per_epoch_whose_parts_add_up()
    {
        var history = TinyTraining.Fit().Network().History;
        TinyTraining.AreEqual([1, 2, 3], history.Select(epoch => epoch.Epoch));
        foreach (var epoch in history)
        {
            Assert.AreEqual(epoch.Loss, epoch.DataLoss + epoch.ActivityPenalty, 1e-9);
            Assert.IsGreaterThan(0, epoch.ActivityPenalty);
            Assert.IsTrue(epoch.Accuracy is >= 0 and <= 1);
            Assert.IsTrue(double.IsNaN(epoch.ValidationLoss) && double.IsNaN(epoch.ValidationDataLoss) && double.IsNaN(epoch.ValidationAccuracy));
        }
    }

    /// <summary>Keras's figures: a batch's loss before its update, weighted by the batch's rows.</summary>
    [TestMethod]
    public void History_averages_batch_losses_by_batch_size()
    {
        var data = TinyTraining.Circles(_mlContext, rowCount: 10);
        var options = TinyTraining.Options();
        options.BatchSize = 7; // and a batch of 3
        options.Shuffle = false;
        options.LearningRate = 1e-20f; // no weight moves, so every epoch is one evaluation
        var history = TinyTraining.Trainer(_mlContext, options).Fit(data).Network().History;
        options.BatchSize = 10;
        var whole = TinyTraining.Trainer(_mlContext, options).Fit(data).Network().History;
        Assert.AreEqual(whole[0].DataLoss, history[0].DataLoss, 1e-6);
        Assert.AreEqual(whole[0].ActivityPenalty, history[0].ActivityPenalty, 1e-6);
        Assert.AreEqual(whole[0].Accuracy, history[0].Accuracy, 1e-9);
    }

    [TestMethod]
    public void Each_epoch_is_told_as_it_ends()
    {
        var told = new List<EpochMetrics>();
        var options = TinyTraining.Options();
        options.OnEpochEnd = epoch => told.Add(epoch.Metrics);
        TinyTraining.AreEqual(TinyTraining.Fit(options).Network().History, told);
    }

    [TestMethod]
    public void Stop_ends_training_with_the_weights_as_they_are()
    {
        var options = TinyTraining.Options();
        options.Epochs = 1000;
        options.OnEpochEnd = epoch => epoch.Stop = epoch.Metrics.Epoch == TinyTraining.EpochCount;
        var stopped = TinyTraining.Fit(options);
        Assert.HasCount(TinyTraining.EpochCount, stopped.Network().History);
        TinyTraining.AreEqual(TinyTraining.Fit().AllWeights(), stopped.AllWeights());
    }

    [TestMethod]
    [DataRow(TrainingEngine.Fused)]
    [DataRow(TrainingEngine.Torch)]
    public void What_the_callback_throws_ends_training_and_arrives(TrainingEngine engine)
    {
        var options = TinyTraining.Options();
        options.Engine = engine;
        var thrown = new TimeZoneNotFoundException("mine");
        var calls = 0;
        options.OnEpochEnd = _ => throw (++calls == 1 ? thrown : new AssertFailedException("went on"));
        Assert.AreSame(thrown, Assert.ThrowsExactly<TimeZoneNotFoundException>(() => TinyTraining.Fit(options)));
    }

    [TestMethod]
    public void A_cancelled_token_cancels_before_a_row_is_learned()
    {
        var options = TinyTraining.Options();
        options.CancellationToken = new CancellationToken(canceled: true);
        options.OnEpochEnd = _ => Assert.Fail("an epoch ended");
        Assert.ThrowsExactly<OperationCanceledException>(() => TinyTraining.Fit(options));
    }

    [TestMethod]
    public void A_token_cancels_between_batches()
    {
        using var source = new CancellationTokenSource();
        var epochs = 0;
        var options = TinyTraining.Options();
        options.CancellationToken = source.Token;
        options.OnEpochEnd = _ =>
        {
            if (++epochs == 2)
                source.Cancel();
        };
        var error = Assert.ThrowsExactly<OperationCanceledException>(() => TinyTraining.Fit(options));
        Assert.AreEqual(source.Token, error.CancellationToken);
        Assert.AreEqual(2, epochs);
    }

    [TestMethod]
    public void A_token_cancels_reading()
    {
        using var source = new CancellationTokenSource();
        var options = TinyTraining.Options();
        options.CancellationToken = source.Token;
        var data = _mlContext.Data.LoadFromEnumerable(Endless(source));
        Assert.ThrowsExactly<OperationCanceledException>(() => TinyTraining.Trainer(_mlContext, options).Fit(data));
    }

    /// <summary>ML.NET's own way, which AutoML uses and which is not public.</summary>
    [TestMethod]
    public void The_context_cancels()
    {
        var cancel = typeof(MLContext).GetMethod("CancelExecution", BindingFlags.Instance | BindingFlags.NonPublic)!;
        var options = TinyTraining.Options();
        options.OnEpochEnd = epoch => cancel.Invoke(_mlContext, null);
        var data = TinyTraining.Circles(_mlContext);
        Assert.ThrowsExactly<OperationCanceledException>(() => TinyTraining.Trainer(_mlContext, options).Fit(data));
    }

    [TestMethod]
    [DataRow(TrainingEngine.Fused)]
    [DataRow(TrainingEngine.Torch)]
    public void Divergence_is_an_error_that_says_what_helps(TrainingEngine engine)
    {
        var options = TinyTraining.Options();
        options.Layers = [Layer.Dense(4), Layer.Dense(4), Layer.Dense(4)];
        options.Engine = engine;
        options.LearningRate = 1e20f;
        options.Epochs = 50;
        var error = Assert.ThrowsExactly<TrainingDivergedException>(() => TinyTraining.Fit(options));
        Assert.StartsWith("Training diverged: ", error.Message);
        Assert.EndsWith("A smaller learningRate, normalized features or a weaker activityRegularizer usually helps.", error.Message);
    }

    /// <summary>The losses of an epoch are measured before its last update, which no later loss would judge.</summary>
    [TestMethod]
    [DataRow(TrainingEngine.Fused)]
    [DataRow(TrainingEngine.Torch)]
    public void Weights_that_the_last_update_made_infinite_are_divergence_too(TrainingEngine engine)
    {
        // The two kernel values cancel on (1, 1), so the only loss is log 2; the update moves both the same way, one of them too far.
        var options = TinyTraining.Options();
        options.Layers = [];
        options.InitialWeights = [new("kernel", [2, 1], [3e38f, -3e38f]), new("bias", [1], [0])];
        options.Engine = engine;
        options.LearningRate = 3e38f;
        options.Epochs = 1;
        var data = Data.Binary(_mlContext, 2, [1, 1], [true]);
        var error = Assert.ThrowsExactly<TrainingDivergedException>(() => TinyTraining.Trainer(_mlContext, options).Fit(data));
        Assert.StartsWith(
            "Training diverged: weights became infinite or not a number in epoch 1. There was no epoch before it.",
            error.Message);
        TinyTraining.AreEqual([3e38f, -3e38f, 0], error.Weights.SelectMany(weight => weight.Values));
    }

    [TestMethod]
    public void Divergence_arrives_from_pipelines_too_with_weights_to_go_on_from()
    {
        var options = TinyTraining.Options();
        options.Layers = [Layer.Dense(4), Layer.Dense(4), Layer.Dense(4)];
        options.LearningRate = 1e20f;
        options.Epochs = 50;
        var data = TinyTraining.Circles(_mlContext);
        var pipeline = _mlContext.Transforms.NormalizeMeanVariance("Features").Append(TinyTraining.Trainer(_mlContext, options));
        var error = Assert.ThrowsExactly<TrainingDivergedException>(() => pipeline.Fit(data));

        options.InitialWeights = error.Weights;
        options.LearningRate = 1e-3f;
        TinyTraining.Trainer(_mlContext, options).Fit(data);
    }

    private static IEnumerable<Row> Endless(CancellationTokenSource source)
    {
        for (var i = 0; ; i++)
        {
            if (i == 100)
                source.Cancel();
            if (i > 1000)
                throw new AssertFailedException("went on");
            yield return new Row();
        }
    }

    private sealed class Row
    {
        [Microsoft.ML.Data.VectorType(1)]
        public float[] Features { get; set; } = [1];

        public bool Label { get; set; }
    }
}
