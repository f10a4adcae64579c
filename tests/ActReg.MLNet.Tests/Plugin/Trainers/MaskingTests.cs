using ActReg.MLNet.Tests.Testing;
using Microsoft.ML;

namespace ActReg.MLNet.Tests;

/// <summary>Sequences of different lengths, from ML.NET's side.</summary>
[TestClass]
public sealed class MaskingTests
{
    private const int Timesteps = 10;

    private readonly MLContext _mlContext = new(seed: 1);

    /// <summary>The label is the last event of a row, which is as long ago as there is padding.</summary>
    [TestMethod]
    public void The_last_event_is_learned() => Assert.AreEqual(1, Accuracy(Options(Layer.Masking(), Layer.SimpleRnn(4)), LastEvents()));

    /// <summary>The label is whether most events are 2 rather than 1. A mean with padding tells it as little as their sum.</summary>
    [TestMethod]
    public void The_most_frequent_event_is_learned_with_the_mask_alone()
    {
        var random = new Random(1);
        var data = Rows(() =>
        {
            // An odd number.
            float[] events = [.. Enumerable.Range(0, 1 + 2 * random.Next(Timesteps / 2)).Select(_ => (float)random.Next(1, 3))];
            return (events, events.Average() > 1.5);
        });
        Assert.IsGreaterThan(0.95, AccuracyOf(Layer.Masking(), Layer.GlobalAveragePooling()));
        Assert.IsLessThan(0.8, AccuracyOf(Layer.GlobalAveragePooling()));

        double AccuracyOf(params Layer[] layers)
        {
            var options = Options(layers);
            options.Epochs = 15;
            options.LearningRate = 0.2f;
            return Accuracy(options, data);
        }
    }

    /// <summary>One by one, from a file, in bulk, with padding and without.</summary>
    [TestMethod]
    public void Every_way_to_score_skips_the_padding()
    {
        var options = Options(Layer.Masking(), Layer.Dense(3, Activation.Tanh), Layer.Gru(4, bidirectional: true));
        options.Epochs = 1;
        var data = LastEvents();
        var model = Trainer(options).Fit(data);
        var scores = model.Scores(data);
        var network = model.Model.SubModel;
        TinyTraining.AreEqual(scores, network.Score(data));
        var loaded = SavedModel.Reload(_mlContext, model, data.Schema);
        using var engine = _mlContext.Model.CreatePredictionEngine<Row, Scored>(loaded, data.Schema);
        var rows = _mlContext.Data.CreateEnumerable<Row>(data, reuseRowObject: false).ToArray();
        TinyTraining.AreEqual(scores, rows.Select(row => engine.Predict(row).Score));

        var trained = network.ToTrainedNetwork();
        foreach (var (row, score) in rows.Zip(scores).Take(20))
        {
            float[] events = [.. row.Features.Where(feature => feature != 0)];
            var shorter = trained with
            {
                Plan = NetworkPlanner.Plan(LayerShape.Sequence(events.Length, 1), [.. trained.Plan.Layers.Skip(1)]),
            };
            Assert.AreEqual(score, shorter.Outputs(events)[0]);
        }
    }

    [TestMethod]
    public void An_interrupted_training_goes_on_from_its_checkpoint()
    {
        using var folder = new TemporaryFolder();
        var data = LastEvents();
        var options = Options(
            Layer.Masking(), Layer.Lstm(3, returnSequences: true, activityRegularizer: ActivityRegularizer.L1(1e-3f)), Layer.GlobalAveragePooling());
        options.Epochs = 3;
        var expected = Trainer(options).Fit(data).AllWeights();
        options.CheckpointPath = folder["checkpoint"];
        options.CheckpointEpochs = 1;
        options.OnEpochEnd = epoch => ObjectDisposedException.ThrowIf(epoch.Metrics.Epoch == 2, this);
        Assert.ThrowsExactly<ObjectDisposedException>(() => Trainer(options).Fit(data));
        options.OnEpochEnd = null;
        options.Layers = [Layer.Masking(1), .. options.Layers.Skip(1)];
        Assert.Contains("layers[0].maskValue: 0 in the checkpoint, 1 now.", Assert.ThrowsExactly<InvalidOperationException>(() => Trainer(options).Fit(data)).Message);
        options.Layers = [Layer.Masking(), .. options.Layers.Skip(1)];
        TinyTraining.AreEqual(expected, Trainer(options).Fit(data).AllWeights());
    }

    /// <summary>Both engines leave out the same.</summary>
    [TestMethod]
    public void The_engines_agree_on_a_mask()
    {
        var data = LastEvents();
        Engines.AssertClose([Weights(TrainingEngine.Torch)], [Weights(TrainingEngine.Fused)], 2e-3);

        float[] Weights(TrainingEngine engine)
        {
            var options = Options(Layer.Masking(), Layer.Dense(3), Layer.Gru(4, activityRegularizer: ActivityRegularizer.L2(1e-3f)));
            (options.Engine, options.Epochs) = (engine, 2);
            return Trainer(options).Fit(data).AllWeights();
        }
    }

    private sealed class Row
    {
        [Microsoft.ML.Data.VectorType(Timesteps)]
        public float[] Features { get; set; } = [];

        public bool Label { get; set; }
    }

    private sealed class Scored
    {
        public float Score { get; set; }
    }

    private static ActivityRegularizedNetworkOptions Options(params Layer[] layers) => new()
    {
        InputShape = [Timesteps, 1],
        Layers = layers,
        Epochs = 10,
        BatchSize = 16,
        LearningRate = 0.02f,
        Seed = 1,
    };

    private ActivityRegularizedBinaryTrainer Trainer(ActivityRegularizedNetworkOptions options) =>
        _mlContext.BinaryClassification.Trainers.ActivityRegularizedNetwork(options);

    private double Accuracy(ActivityRegularizedNetworkOptions options, IDataView data) =>
        _mlContext.BinaryClassification.Evaluate(Trainer(options).Fit(data).Transform(data)).Accuracy;

    /// <summary>Some events, 1 or -1, of which the last is the label.</summary>
    private IDataView LastEvents()
    {
        var random = new Random(1);
        return Rows(() =>
        {
            float[] events = [.. Enumerable.Range(0, random.Next(1, Timesteps + 1)).Select(_ => random.Next(2) == 0 ? -1f : 1)];
            return (events, events[^1] > 0);
        });
    }

    /// <summary>With zeros after the events.</summary>
    private IDataView Rows(Func<(float[] Events, bool Label)> draw) => _mlContext.Data.LoadFromEnumerable(Enumerable.Range(0, 200).Select(_ =>
    {
        var (events, label) = draw();
        return new Row { Features = [.. events, .. new float[Timesteps - events.Length]], Label = label };
    }).ToArray());
}
