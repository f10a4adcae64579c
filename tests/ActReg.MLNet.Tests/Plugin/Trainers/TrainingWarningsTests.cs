using Microsoft.ML;
using Microsoft.ML.Data;

namespace ActReg.MLNet.Tests;

/// <summary>What trains, but seldom as it is meant, is said in the log.</summary>
[TestClass]
public sealed class TrainingWarningsTests
{
    private readonly MLContext _mlContext = new(seed: 1);
    private readonly RecordedLog _log;

    public TrainingWarningsTests() => _log = new RecordedLog(_mlContext);

    [TestMethod]
    public void Nothing_is_said_of_an_ordinary_training()
    {
        Train(Layer.Dense(8, Activation.Relu, ActivityRegularizer.L1(1e-3f)), Layer.BatchNorm());
        Assert.IsEmpty(_log.Warnings);
    }

    [TestMethod]
    public void An_output_layer_of_ones_own()
    {
        Train(Layer.Dense(8, Activation.Relu), Layer.Dense(1, Activation.Sigmoid));
        AssertWarned("The last of the layers, layers[1], has 1 unit(s), like an output layer. The trainer adds the output layer by itself: leave yours out.");
    }

    [TestMethod]
    public void As_many_units_as_classes_are_an_output_layer_only_without_a_function_like_ReLU()
    {
        var data = _mlContext.Transforms.Conversion.MapValueToKey("Label").Fit(Circles()).Transform(Circles());
        foreach (var activation in new[] { Activation.Relu, Activation.Linear })
        {
            var options = TinyTraining.Options();
            options.Layers = [Layer.Dense(2, activation)];
            _mlContext.MulticlassClassification.Trainers.ActivityRegularizedMlp(options).Fit(data);
        }

        AssertWarned("The last of the layers, layers[0], has 2 unit(s), like an output layer. The trainer adds the output layer by itself: leave yours out.");
    }

    /// <summary>Normalization that keeps 0 where it is, ML.NET's default, leaves 1000 to 1010 where they can hardly be told apart.</summary>
    [TestMethod]
    [DataRow(true)]
    [DataRow(false)]
    public void Features_off_scale(bool cacheInMemory)
    {
        var options = TinyTraining.Options();
        options.CacheInMemory = cacheInMemory;
        var raw = Rows();
        TinyTraining.Trainer(_mlContext, options).Fit(raw);
        AssertWarned(
            "2 of the 3 features are on a scale that networks hardly learn on: slot 0 from 1000 to 1010, slot 2 from -5000 to 5000. Normalize them: "
            + "NormalizeMeanVariance(\"Features\", fixZero: false), which also moves their mean to 0.");

        var log = new RecordedLog(_mlContext);
        var keepsZero = _mlContext.Transforms.NormalizeMeanVariance("Features").Fit(raw).Transform(raw);
        TinyTraining.Trainer(_mlContext, options).Fit(keepsZero);
        Assert.StartsWith("1 of the 3 features are on a scale that networks hardly learn on: slot 0 from 0.99", log.Warnings.Single());
        Assert.EndsWith(
            "They are normalized, but NormalizeMeanVariance leaves 0 where it is unless it is told otherwise: NormalizeMeanVariance(\"Features\", fixZero: false).",
            log.Warnings.Single());

        log = new RecordedLog(_mlContext);
        var centred = _mlContext.Transforms.NormalizeMeanVariance("Features", fixZero: false).Fit(raw).Transform(raw);
        TinyTraining.Trainer(_mlContext, options).Fit(centred);
        Assert.IsEmpty(log.Warnings);
    }

    [TestMethod]
    public void Labels_of_regression_that_are_all_the_same()
    {
        var rows = _mlContext.Data.LoadFromEnumerable(Enumerable.Range(0, 20).Select(i => new Number { Features = [i % 2, i % 3, i % 5], Label = 2.5f }).ToArray());
        _mlContext.Regression.Trainers.ActivityRegularizedMlp(TinyTraining.Options()).Fit(rows);
        AssertWarned("All 20 rows of the training set have the label 2.5; the model will hardly predict another.");
    }

    [TestMethod]
    [DataRow("a,a,b", "1 of the 3 classes have no row to train on, and the model will hardly predict them: \"c\".")]
    [DataRow("c,c,c", "All 3 rows of the training set have the label \"c\"; the model will hardly predict another.")]
    public void Classes_without_rows(string labels, string warning)
    {
        var all = Keyed("a,b,c");
        var keys = _mlContext.Transforms.Conversion.MapValueToKey("Label").Fit(all);
        _mlContext.MulticlassClassification.Trainers.ActivityRegularizedMlp(TinyTraining.Options()).Fit(keys.Transform(Keyed(labels)));
        AssertWarned(warning);

        IDataView Keyed(string values) => _mlContext.Data.LoadFromEnumerable(
            values.Split(',').Select((value, i) => new Classed { Features = [i % 2, 1 - i % 2, 0], Label = value }).ToArray());
    }

    [TestMethod]
    [DataRow(3, true)]
    [DataRow(4, true)]
    [DataRow(2, false)]
    public void A_warm_up_that_training_is_too_short_for(int epochs, bool isWarned)
    {
        var options = TinyTraining.Options();
        options.Layers = [Layer.Dense(8, Activation.Relu, ActivityRegularizer.L1(1e-3f))];
        options.ActivityPenaltySchedule = ActivityPenaltySchedule.WarmUp(epochs);
        TinyTraining.Trainer(_mlContext, options).Fit(Circles());
        if (isWarned)
        {
            AssertWarned(
                $"The activityPenaltySchedule, WarmUp(Epochs = {epochs}), did not come to where it leads in the 3 epochs of training: it takes more of "
                + "them, or the layers are as sparse as it can make them.");
        }
        else
        {
            Assert.IsEmpty(_log.Warnings);
        }
    }

    /// <summary>A constant shifts what all units see by its size; what is tiny moves none of them.</summary>
    [TestMethod]
    [DataRow(1f, 2024f, "1 of the 3 features are on a scale that networks hardly learn on: slot 1 from 2024 to 2024.")]
    [DataRow(0.001f, 1f, "1 of the 3 features are on a scale that networks hardly learn on: slot 2 from -0.001 to 0.001.")]
    [DataRow(1f, 1f, null)]
    public void Constant_and_tiny_features(float scale, float constant, string? warning)
    {
        var rows = _mlContext.Data.LoadFromEnumerable(Enumerable.Range(0, 20).Select(
            i => new Row { Features = [i % 2, constant, scale * (i % 3 - 1)], Label = i % 2 == 0 }).ToArray());
        TinyTraining.Trainer(_mlContext).Fit(rows);
        Assert.HasCount(warning == null ? 0 : 1, _log.Warnings);
        if (warning != null)
            Assert.StartsWith(warning, _log.Warnings[0]);
    }

    /// <summary>Neither set says that it is normalized or not.</summary>
    [TestMethod]
    public void A_validation_set_on_another_scale()
    {
        var validation = _mlContext.Data.LoadFromEnumerable(_mlContext.Data.CreateEnumerable<Two>(Circles(), reuseRowObject: false)
            .Select(row => new Two { Features = [row.Features[0], 50 * row.Features[1]], Label = row.Label }).ToArray());
        TinyTraining.Trainer(_mlContext).Fit(Circles(), validation);
        Assert.StartsWith("1 of the 2 features are on another scale in the validation set: slot 1 from -5", _log.Warnings.Single());
        Assert.EndsWith(". Give it what the transforms before the trainer make of it.", _log.Warnings.Single());
    }

    [TestMethod]
    public void Early_stopping_that_never_began()
    {
        var options = TinyTraining.Options();
        options.EarlyStopping = new EarlyStopping(TrainingMetric.Loss);
        options.ActivityPenaltySchedule = ActivityPenaltySchedule.WarmUp(10);
        TinyTraining.Trainer(_mlContext, options).Fit(Circles());
        AssertWarned(
            "EarlyStopping never began to watch: its startEpoch lies beyond the last epoch, or the activityPenaltySchedule did not come to where it "
            + "leads. The model has the weights of the last epoch.");
    }

    /// <summary>The slots' own names are given where there are any; the same value everywhere is no fault.</summary>
    [TestMethod]
    public void Features_off_scale_by_name()
    {
        var named = _mlContext.Data.LoadFromEnumerable(Enumerable.Range(0, 20).Select(i => new Named { Income = 1000 * i, Label = i % 2 == 0 }).ToArray());
        TinyTraining.Trainer(_mlContext).Fit(_mlContext.Transforms.Concatenate("Features", "Income", "One").Fit(named).Transform(named));
        Assert.StartsWith("1 of the 2 features are on a scale that networks hardly learn on: Income from 0 to 19000.", _log.Warnings.Single());
    }

    [TestMethod]
    public void A_last_batch_of_a_single_row_under_batch_normalization()
    {
        var options = TinyTraining.Options();
        options.Layers = [Layer.BatchNorm()];
        TinyTraining.Trainer(_mlContext, options).Fit(TinyTraining.Circles(_mlContext, rowCount: 49));
        AssertWarned("The last batch of each epoch has a single row, which batch normalization makes nothing of: another batchSize than 16 leaves more.");
    }

    [TestMethod]
    public void Batches_of_a_single_row_under_batch_normalization_are_refused()
    {
        var options = TinyTraining.Options();
        options.BatchSize = 1;
        options.Layers = [Layer.Dense(3), Layer.BatchNorm()];
        Assert.AreEqual(
            "batchSize must be at least 2, since layers[1], BatchNormLayer, compares the rows of a batch; received 1.",
            Assert.ThrowsExactly<ArgumentException>(() => TinyTraining.Trainer(_mlContext, options)).Message);

        // An image has pixels to compare.
        _mlContext.BinaryClassification.Trainers.ActivityRegularizedNetwork(new ActivityRegularizedNetworkOptions
        {
            BatchSize = 1,
            InputShape = [1, 4, 4],
            Layers = [Layer.Conv2D(2, 3), Layer.BatchNorm(), Layer.Flatten()],
        });
    }

    [TestMethod]
    public void A_layer_that_its_penalty_has_killed()
    {
        var options = TinyTraining.Options();
        options.Layers = [Layer.Dense(4, Activation.Relu, ActivityRegularizer.L1(100))];
        options.LearningRate = 0.5f;
        options.Epochs = 40;
        TinyTraining.Trainer(_mlContext, options).Fit(Circles());
        AssertWarned(
            "Layer 0 is dead: in the last epoch all its outputs were 0 on every row, so that what comes before it learns nothing. A weaker "
            + "activityRegularizer, or ActivityPenaltySchedule.WarmUp, usually helps.");
    }

    /// <summary>Sequences of one to four timesteps of two features, padded with zeros.</summary>
    [TestMethod]
    public void A_mask_that_masks_nothing_and_timesteps_off_scale()
    {
        Fit(Sequences(1, 1));
        Assert.IsEmpty(_log.Warnings);
        var padded = Sequences(1, 1);
        var moved = _mlContext.Transforms.NormalizeMeanVariance("Features", fixZero: false).Fit(padded).Transform(padded);
        Fit(moved);
        AssertWarned(
            "No timestep of the 80 training rows looked at is masked, as those would be whose features all are 0. If rows are padded, transforms before the trainer have moved the padding: "
            + "normalize before rows are padded, or by NormalizeMeanVariance(\"Features\"), which keeps 0, not with fixZero: false.");
        var log = new RecordedLog(_mlContext);
        Fit(Sequences(1, 1000));
        Assert.StartsWith("1 of the 2 features of a timestep are on a scale that networks hardly learn on: feature 1 from ", log.Warnings.Single());
        Assert.EndsWith("Normalize them in a way that leaves the padding where it is: before rows are padded, or by NormalizeMeanVariance(\"Features\"), which keeps 0.", log.Warnings.Single());
        // That advice keeps the mask.
        var scaled = Sequences(1, 1000);
        var kept = _mlContext.Transforms.NormalizeMeanVariance("Features").Fit(scaled).Transform(scaled);
        log = new RecordedLog(_mlContext);
        Fit(kept);
        Assert.IsEmpty(log.Warnings);

        void Fit(IDataView rows) => _mlContext.BinaryClassification.Trainers.ActivityRegularizedNetwork(new ActivityRegularizedNetworkOptions
        {
            InputShape = [4, 2],
            Layers = [Layer.Masking(), Layer.Gru(3)],
            Epochs = 1,
        }).Fit(rows);

        IDataView Sequences(float first, float second)
        {
            var random = new Random(1);
            var values = new float[80 * 8];
            for (var row = 0; row < 80; row++)
            {
                for (var timestep = 0; timestep <= row % 4; timestep++)
                    (values[row * 8 + timestep * 2], values[row * 8 + timestep * 2 + 1]) = (first * (0.5f + random.NextSingle()), second * (0.5f + random.NextSingle()));
            }

            return Data.Binary(_mlContext, 8, values, [.. Enumerable.Range(0, 80).Select(row => row % 3 == 0)]);
        }
    }

    [TestMethod]
    public void An_embedding_whose_mask_masks_nothing()
    {
        Fit(0);
        Assert.IsEmpty(_log.Warnings);
        Fit(1);
        AssertWarned(
            "No timestep of the 80 training rows looked at is masked, as those would be whose features all are 0. If rows are padded, transforms before the trainer have moved "
            + "the padding: keep this number for it, and count values from another.");

        void Fit(int lowest) => _mlContext.BinaryClassification.Trainers.ActivityRegularizedNetwork(new ActivityRegularizedNetworkOptions
        {
            Layers = [Layer.Embedding(4, 3, maskZero: true), Layer.GlobalAveragePooling()],
            Epochs = 1,
        }).Fit(Data.Binary(_mlContext, 4, [.. Enumerable.Range(0, 80 * 4).Select(i => (float)(lowest + i % 3))], [.. Enumerable.Range(0, 80).Select(row => row % 3 == 0)]));
    }

    private void Train(params Layer[] layers)
    {
        var options = TinyTraining.Options();
        options.Layers = layers;
        TinyTraining.Trainer(_mlContext, options).Fit(Circles());
    }

    private IDataView Circles() => TinyTraining.Circles(_mlContext);

    private IDataView Rows() => _mlContext.Data.LoadFromEnumerable(Enumerable.Range(0, 101).Select(i => new Row
    {
        Features = [1000 + i % 11, i % 5 - 2, 100 * i - 5000],
        Label = i % 2 == 0,
    }).ToArray());

    private void AssertWarned(string message) => TinyTraining.AreEqual([message], _log.Warnings);

    private sealed class Number
    {
        [VectorType(3)]
        public float[] Features { get; set; } = [];

        public float Label { get; set; }
    }

    private sealed class Classed
    {
        [VectorType(3)]
        public float[] Features { get; set; } = [];

        public string Label { get; set; } = "";
    }

    private sealed class Row
    {
        [VectorType(3)]
        public float[] Features { get; set; } = [];

        public bool Label { get; set; }
    }

    private sealed class Two
    {
        [VectorType(2)]
        public float[] Features { get; set; } = [];

        public bool Label { get; set; }
    }

    private sealed class Named
    {
        public float Income { get; set; }

        public float One { get; set; } = 1;

        public bool Label { get; set; }
    }
}
