using Microsoft.ML;
using Microsoft.ML.Data;

namespace ActReg.MLNet.Tests;

[TestClass]
public sealed class TabularTrainerTests
{
    private readonly MLContext _mlContext = new(seed: 1);

    [TestMethod]
    public void Trains_on_missing_values_and_learns_from_their_being_missing()
    {
        var random = new Random(1);
        float[] features = [.. Enumerable.Range(0, 400).SelectMany(_ => new[] { random.NextSingle() < 0.5f ? float.NaN : random.NextSingle(), 1000 * random.NextSingle() })];
        bool[] labels = [.. features.Chunk(2).Select(row => float.IsNaN(row[0]))];
        var data = Data.Binary(_mlContext, 2, features, labels);
        var log = new RecordedLog(_mlContext);
        var model = Trainer(Options()).Fit(data);
        Assert.IsEmpty(log.Warnings);
        Assert.IsGreaterThan(0.99, _mlContext.BinaryClassification.Evaluate(model.Transform(data)).Accuracy);
    }

    /// <summary>An infinite feature says nothing of where it lies.</summary>
    [TestMethod]
    public void Skips_rows_with_infinite_features_alone()
    {
        var log = new RecordedLog(_mlContext);
        float[] features = [1, float.NaN, 2, 3, float.PositiveInfinity, 1, 2, float.NegativeInfinity, 4, 1, 2, 2];
        var model = Trainer(Options()).Fit(Data.Binary(_mlContext, 2, features, [true, false, true, false, true, false]));
        TinyTraining.AreEqual(["Skipped 2 of the 6 rows of the training set: 2 with a missing or infinite feature."], log.Warnings);
        var scores = model.Scores(Data.Binary(_mlContext, 2, [1, float.NaN, 1, float.PositiveInfinity], [true, true]));
        Assert.IsTrue(float.IsFinite(scores[0]));
        Assert.IsTrue(float.IsNaN(scores[1]));
    }

    /// <summary>By powers of two, which round nothing.</summary>
    [TestMethod]
    public void Scores_do_not_depend_on_the_scale_of_features()
    {
        var set = TrainingSets.Create(new Random(1), 60, 3);
        var plain = Data.Binary(_mlContext, set);
        var scaled = Data.Binary(_mlContext, set with { Features = new RowValues(3, [.. set.Features.ToArray().Select(value => value * 4096)]) });
        TinyTraining.AreEqual(Trainer(Options()).Fit(plain).Scores(plain), Trainer(Options()).Fit(scaled).Scores(scaled));
    }

    [TestMethod]
    public void Scores_the_mean_of_its_members()
    {
        var data = TinyTraining.Circles(_mlContext);
        var model = Trainer(Options()).Fit(data);
        var ensemble = model.Model.SubModel;
        Assert.HasCount(3, ensemble.Members);
        float[][] scores = [.. ensemble.Members.Select(member => member.Score(data).ToArray())];
        var probabilities = model.Transform(data).GetColumn<float>("Probability").ToArray();
        for (var row = 0; row < probabilities.Length; row++)
            Assert.AreEqual(scores.Average(member => 1 / (1 + Math.Exp(-member[row]))), probabilities[row], 1e-6);
        Assert.HasCount(3, ensemble.Members.Select(member => member.TrainingSettings.Seed).Distinct());
    }

    /// <summary>Of what is calibrated afterwards the epoch is best by the calibrated loss; what the options say stays.</summary>
    [TestMethod]
    public void Epochs_are_chosen_by_the_loss_after_calibration()
    {
        var circles = TinyTraining.Circles(_mlContext);
        Assert.AreEqual(TrainingMetric.ValidationCalibratedLoss, Monitor(Small()));
        Assert.AreEqual(TrainingMetric.ValidationDataLoss, Monitor(Small(options => options.Calibrate = false)));
        Assert.AreEqual(TrainingMetric.ValidationDataLoss, Monitor(Small(options => options.EarlyStopping = new EarlyStopping(patience: 30))));
        Assert.AreEqual(TrainingMetric.ValidationDataLoss, Monitor(Small(options => options.ClassWeights = ClassWeights.Balanced)));
        var values = Data.Regression(_mlContext, new TrainingSet(1, [1, 2, 3, 4, 5, 6, 7, 8], [1, 2, 3, 4, 5, 6, 7, 8], null));
        var regression = _mlContext.Regression.Trainers.ActivityRegularizedTabularMlp(Small()).Fit(values);
        Assert.AreEqual(TrainingMetric.ValidationDataLoss, regression.Model.Members[0].TrainingSettings.EarlyStopping!.Monitor);

        TrainingMetric Monitor(ActivityRegularizedTabularMlpOptions options)
        {
            var model = _mlContext.BinaryClassification.Trainers.ActivityRegularizedTabularMlp(options).Fit(circles).Model.SubModel;
            return model.Members[0].TrainingSettings.EarlyStopping!.Monitor;
        }

        static ActivityRegularizedTabularMlpOptions Small(Action<ActivityRegularizedTabularMlpOptions>? change = null)
        {
            var options = new ActivityRegularizedTabularMlpOptions { Members = 2, Epochs = 2 };
            change?.Invoke(options);
            return options;
        }
    }

    [TestMethod]
    public void Scores_of_many_rows_are_those_of_one()
    {
        var data = TinyTraining.Circles(_mlContext, rowCount: 2500);
        var model = Trainer(Options()).Fit(data);
        float[] features = [.. data.GetColumn<float[]>("Features").SelectMany(row => row)];
        foreach (var threads in new[] { 1, 4 })
        {
            var scores = new float[2500];
            model.Model.SubModel.Score(features, scores, threads);
            TinyTraining.AreEqual(model.Scores(data), scores);
        }

        Assert.AreEqual(
            "features must be a multiple of 2 values, so many per row; received 3.",
            Assert.Throws<ArgumentException>(() => model.Model.SubModel.Score(new float[3], new float[1])).Message);
        Assert.Throws<ArgumentException>(() => model.Model.SubModel.Score(new float[4], new float[1]));
    }

    /// <summary>More rows than are scored at once, one of which cannot be; dense and sparse.</summary>
    [TestMethod]
    public void A_data_set_is_scored_as_by_Transform()
    {
        var random = new Random(1);
        var features = Numbers.Array(random, 2 * 2500);
        (features[7], features[8]) = (float.PositiveInfinity, float.NaN);
        var data = Data.Binary(_mlContext, 2, features, [.. Enumerable.Range(0, 2500).Select(row => row % 3 == 0)]);
        var binary = Trainer(Options()).Fit(data);
        TinyTraining.AreEqual(binary.Scores(data), binary.Model.SubModel.Score(data));
        Assert.IsTrue(float.IsNaN(binary.Model.SubModel.Score(data).ElementAt(3)));
        var keyed = _mlContext.Transforms.Conversion.MapValueToKey("Label").Append(_mlContext.Transforms.CopyColumns("F", "Features")).Fit(data).Transform(data);
        var multiclass = _mlContext.MulticlassClassification.Trainers.ActivityRegularizedTabularMlp(Options()).Fit(keyed);
        TinyTraining.AreEqual(multiclass.Transform(keyed).GetColumn<float[]>("Score").SelectMany(row => row), multiclass.Model.Score(keyed, "F").SelectMany(row => row));
        Assert.StartsWith("featureColumnName must name a column of the data; received \"Nothing\".", Assert.ThrowsExactly<ArgumentException>(() => multiclass.Model.Score(keyed, "Nothing")).Message);
        Assert.ThrowsExactly<ArgumentNullException>(() => multiclass.Model.Score(null!));
    }

    /// <summary>Whatever the number of threads, and of trainings beside it, the same bits.</summary>
    [TestMethod]
    public void Is_the_same_every_time()
    {
        var data = TinyTraining.Circles(_mlContext);
        var expected = Trainer(Options()).Fit(data).Scores(data);
        Parallel.For(0, 4, _ => TinyTraining.AreEqual(expected, Trainer(Options()).Fit(data).Scores(data)));
        var options = Options();
        options.Seed = 2;
        CollectionAssert.AreNotEqual(expected, Trainer(options).Fit(data).Scores(data));
    }

    /// <summary>Members stop where the rows say that they set aside, other ones each.</summary>
    [TestMethod]
    public void Each_member_has_its_best_epoch()
    {
        var options = Options();
        options.Epochs = 40;
        options.EarlyStopping = new EarlyStopping(patience: 5);
        var members = Trainer(options).Fit(TinyTraining.Circles(_mlContext)).Model.SubModel.Members;
        foreach (var member in members)
            Assert.IsTrue(member.History.All(epoch => double.IsFinite(epoch.ValidationDataLoss)));
        Assert.HasCount(3, members.Select(member => member.History[0].ValidationDataLoss).Distinct());
    }

    /// <summary>A line, and rows far beyond those that were trained on.</summary>
    [TestMethod]
    [DataRow(null, true)]
    [DataRow(true, true)]
    [DataRow(false, false)]
    public void Regression_stays_within_the_labels_that_it_has_seen(bool? bounds, bool isWithin)
    {
        float[] x = [.. Enumerable.Range(0, 200).Select(i => i / 100f)];
        var train = Data.Regression(_mlContext, new TrainingSet(1, x, [.. x.Select(value => 10 + value)], null));
        var options = Options();
        options.Layers = [Layer.RobustScaling(null), Layer.Dense(16, Activation.Relu)];
        (options.Epochs, options.BoundScores) = (60, bounds);
        var scores = _mlContext.Regression.Trainers.ActivityRegularizedTabularMlp(options).Fit(train).Scores(Data.Regression(_mlContext, new TrainingSet(1, [-10, 30], [0, 0], null)));
        Assert.AreEqual(isWithin, scores[0] >= 10 && scores[1] <= x[^1] + 10, $"{scores[0]} and {scores[1]}");
    }

    [TestMethod]
    public void Calibration_lowers_the_loss_of_rows_set_aside_and_changes_no_prediction()
    {
        var data = Noisy(80, seed: 1);
        var options = Options();
        options.Layers = [Layer.RobustScaling(), Layer.Dense(64, Activation.Relu)];
        (options.Epochs, options.EarlyStopping, options.Optimizer) = (300, null, Optimizer.Adam());
        options.Calibrate = false;
        var plain = Trainer(options).Fit(data);
        options.Calibrate = true;
        var cooled = Trainer(options).Fit(data);
        var temperature = cooled.Model.SubModel.Members[0].TrainingSettings.Temperature!.Value;
        Assert.IsGreaterThan(1.2, temperature);
        TinyTraining.AreEqual(
            plain.Model.SubModel.Members[0].Score(data).Select(score => score > 0), cooled.Model.SubModel.Members[0].Score(data).Select(score => score > 0));
        var fresh = Noisy(2000, seed: 2);
        Assert.IsLessThan(
            _mlContext.BinaryClassification.Evaluate(plain.Transform(fresh)).LogLoss, _mlContext.BinaryClassification.Evaluate(cooled.Transform(fresh)).LogLoss);
    }

    [TestMethod]
    public void Goes_on_from_a_model()
    {
        var data = TinyTraining.Circles(_mlContext);
        var options = Options();
        (options.ValidationFraction, options.EarlyStopping) = (0, null);
        var first = Trainer(options).Fit(data);
        options.LearningRate = float.Epsilon;
        var second = Trainer(options).Fit(data, first.Model);
        foreach (var (before, after) in first.Scores(data).Zip(second.Scores(data)))
            Assert.AreEqual(before, after, 1e-5f);
        options.Members = 2;
        Assert.AreEqual(
            "modelParameters must have as many networks as are trained, 2; received 3.",
            Assert.ThrowsExactly<ArgumentException>(() => Trainer(options).Fit(data, first.Model)).Message);
    }

    /// <summary>Else features far off scale would reach the network as they are.</summary>
    [TestMethod]
    public void What_pretrained_layers_leave_out_is_still_found()
    {
        var data = Data.Regression(_mlContext, new TrainingSet(1, [1000, 2000, 3000, 4000], [1, 2, 3, 4], null));
        var options = new ActivityRegularizedMlpOptions { Layers = [Layer.Imputation(), Layer.RobustScaling(), Layer.Dense(2)], Epochs = 1, Seed = 1 };
        var first = _mlContext.Regression.Trainers.ActivityRegularizedMlp(options).Fit(data);
        options.Layers = [first.Model.Layers[0], Layer.RobustScaling(), Layer.Dense(3)];
        options.PretrainedLayers = PretrainedLayers.Of(first, lastLayer: 0);
        var weights = _mlContext.Regression.Trainers.ActivityRegularizedMlp(options).Fit(data).Model.GetWeights();
        TinyTraining.AreEqual([2500f], weights[1].Values);
        TinyTraining.AreEqual([1 / 2000f], weights[2].Values);
    }

    [TestMethod]
    public void An_autoencoder_scales_by_itself() => Assert.Contains(
        "encoder[0] must not read features as they are, for an autoencoder centres and scales them; received RobustScaling.",
        Assert.ThrowsExactly<ArgumentException>(() => _mlContext.Transforms.SparseAutoencoder(new SparseAutoencoderOptions
        {
            OutputColumnName = "Code",
            InputColumnName = "Features",
            CodeSize = 4,
            Encoder = [Layer.RobustScaling()],
        })).Message);

    [TestMethod]
    public void A_validation_set_is_every_member_s()
    {
        var data = TinyTraining.Circles(_mlContext);
        var model = Trainer(Options()).Fit(data, TinyTraining.Circles(_mlContext, seed: 2)).Model.SubModel;
        Assert.IsTrue(model.Members.All(member => member.History.All(epoch => double.IsFinite(epoch.ValidationDataLoss))));
        Assert.IsNull(model.Members[0].TrainingSettings.Temperature);
    }

    [TestMethod]
    public void A_cancelled_training_gives_what_there_is()
    {
        using var cancellation = new CancellationTokenSource();
        var options = Options();
        (options.Epochs, options.EarlyStopping, options.OnCancellation, options.CancellationToken) = (100_000, null, CancellationBehavior.KeepBest, cancellation.Token);
        var epochs = 0;
        options.OnEpochEnd = epoch =>
        {
            Assert.IsTrue(epoch.Member is >= 0 and < 3);
            if (++epochs == 5)
                cancellation.Cancel();
        };
        var log = new RecordedLog(_mlContext);
        var data = TinyTraining.Circles(_mlContext);
        Assert.IsTrue(Trainer(options).Fit(data).Scores(data).All(float.IsFinite));
        Assert.StartsWith("Training was cancelled; the model is the ", log.Warnings.Single());
        options.OnCancellation = CancellationBehavior.Throw;
        Assert.Throws<OperationCanceledException>(() => Trainer(options).Fit(data));
    }

    /// <summary>As a user would do it: an ensemble on all rows, ended by hand after the median of the best epochs of one that sets rows aside.</summary>
    [TestMethod]
    public void Refit_trains_on_all_rows_for_the_median_of_the_best_epochs()
    {
        var data = Noisy(300, seed: 1);
        var first = Trainer(Patient()).Fit(data).Model.SubModel.Members;
        var median = first.Select(member => 1 + member.History.Index().MinBy(epoch => epoch.Item.ValidationDataLoss).Index).Order().ElementAt(1);
        Assert.IsLessThan(60, median);
        var byHand = Patient();
        (byHand.ValidationFraction, byHand.EarlyStopping) = (0, null);
        byHand.OnEpochEnd = epoch => epoch.Stop = epoch.Metrics.Epoch == median;
        var refit = Patient();
        refit.Refit = true;
        var log = new RecordedLog(_mlContext);
        var model = Trainer(refit).Fit(data);
        Assert.IsEmpty(log.Warnings);
        TinyTraining.AreEqual(Trainer(byHand).Fit(data).Scores(data), model.Scores(data));
        Assert.IsTrue(model.Model.SubModel.Members.All(member => member.History.Count == median));

        refit.Calibrate = true;
        var calibrated = Trainer(refit).Fit(data).Model.SubModel.Members;
        var before = Patient();
        before.Calibrate = true;
        Assert.AreEqual(Trainer(before).Fit(data).Model.SubModel.Members[0].TrainingSettings.Temperature, calibrated[0].TrainingSettings.Temperature);

        static ActivityRegularizedTabularMlpOptions Patient()
        {
            var options = Options();
            (options.Epochs, options.Calibrate, options.EarlyStopping) = (60, false, new EarlyStopping(patience: 20));
            return options;
        }
    }

    [TestMethod]
    public void A_refit_that_is_cancelled_keeps_what_was_trained_before()
    {
        var data = TinyTraining.Circles(_mlContext);
        using var cancellation = new CancellationTokenSource();
        var options = Options();
        (options.EarlyStopping, options.Refit, options.OnCancellation, options.CancellationToken) = (null, true, CancellationBehavior.KeepBest, cancellation.Token);
        var epochs = 0;
        options.OnEpochEnd = _ =>
        {
            if (++epochs == (3 * 10) + 1)
                cancellation.Cancel();
        };
        var log = new RecordedLog(_mlContext);
        var model = Trainer(options).Fit(data);
        TinyTraining.AreEqual(["Training on all rows was cancelled; the model is that of the networks before."], log.Warnings);
        var plain = Options();
        plain.EarlyStopping = null;
        TinyTraining.AreEqual(Trainer(plain).Fit(data).Scores(data), model.Scores(data));
    }

    [TestMethod]
    public void A_refit_has_no_rows_to_validate_on()
    {
        const string NoneAside = "refit must be false unless each network sets rows of its own aside (validationFraction, validationRows, validationSet); received True.";
        AssertRefused(NoneAside, options => (options.Refit, options.ValidationFraction, options.EarlyStopping) = (true, 0, null));
        AssertRefused(NoneAside, options => (options.Refit, options.ValidationRows) = (true, ValidationRows.Last));
        AssertRefused(
            "refit must be false beside a learningRateSchedule that watches ValidationDataLoss, for no row is left to validate on; received True.",
            options => (options.Refit, options.LearningRateSchedule) = (true, LearningRateSchedule.ReduceOnPlateau()));
        AssertRefused(
            "refit must be false beside a timeLimit, which the first training may use up; received True and 00:01:00.",
            options => (options.Refit, options.TimeLimit) = (true, TimeSpan.FromMinutes(1)));
        var refit = Options();
        refit.Refit = true;
        var data = TinyTraining.Circles(_mlContext);
        Assert.AreEqual("refit must be false where Fit is given a validation set; received True.", Assert.ThrowsExactly<ArgumentException>(() => Trainer(refit).Fit(data, data)).Message);
    }

    /// <summary>A class's only row is trained on.</summary>
    [TestMethod]
    public void Where_nothing_can_be_set_aside_all_rows_are_trained_on()
    {
        const string NoTwo = "validationFraction sets none of the 2 usable row(s) of the training set aside: no class has two.";
        var data = Data.Binary(_mlContext, 1, [1, 2], [true, false]);
        var log = new RecordedLog(_mlContext);
        var options = Options();
        options.Refit = true;
        var members = Trainer(options).Fit(data).Model.SubModel.Members;
        TinyTraining.AreEqual([$"{NoTwo} The networks are trained on all rows for all 10 epochs, without early stopping."], log.Warnings);
        Assert.IsTrue(members.All(member => member is { History.Count: 10, TrainingSettings.Temperature: null }));
        options.Refit = false;
        (options.ValidationFraction, options.EarlyStopping) = (0, null);
        foreach (var (expected, actual) in Trainer(options).Fit(data).Model.SubModel.Members.Zip(members))
            TinyTraining.AreEqual(expected.Score(data).ToArray(), actual.Score(data).ToArray());

        options.ValidationFraction = 0.2f;
        options.LearningRateSchedule = LearningRateSchedule.ReduceOnPlateau();
        Assert.AreEqual(
            $"{NoTwo} learningRateSchedule watches ValidationDataLoss, for which there must be one.",
            Assert.ThrowsExactly<InvalidOperationException>(() => Trainer(options).Fit(data)).Message);
    }

    /// <summary>From the fewest rows on, with and without classes.</summary>
    [TestMethod]
    [DataRow(1)]
    [DataRow(2)]
    [DataRow(3)]
    [DataRow(4)]
    [DataRow(6)]
    public void A_few_rows_are_enough(int rows)
    {
        var log = new RecordedLog(_mlContext);
        var options = Options();
        options.Members = 5;
        float[] features = [.. Enumerable.Range(0, rows)];
        var labels = Data.Binary(_mlContext, 1, features, [.. features.Select(value => value % 2 == 0)]);
        Assert.IsTrue(Trainer(options).Fit(labels).Scores(labels).All(float.IsFinite));
        Assert.HasCount(rows < 3 ? 1 : 0, log.Warnings.Where(warning => warning.Contains("aside")));
        var numbers = Data.Regression(_mlContext, new TrainingSet(1, features, [.. features], null));
        log = new RecordedLog(_mlContext);
        Assert.IsTrue(_mlContext.Regression.Trainers.ActivityRegularizedTabularMlp(options).Fit(numbers).Scores(numbers).All(float.IsFinite));
        string[] expected = rows == 1
            ? ["validationFraction sets none of the 1 usable row(s) of the training set aside: there must be two. The networks are trained on all rows for all 10 epochs, without early stopping."] : [];
        TinyTraining.AreEqual(expected, log.Warnings.Where(warning => warning.Contains("aside") || warning.Contains("EarlyStopping")));
    }

    /// <summary>However few groups, each network sets others aside as a whole, and classifiers are calibrated by them.</summary>
    [TestMethod]
    [DataRow(2)]
    [DataRow(3)]
    [DataRow(8)]
    public void Networks_set_groups_aside(int groups)
    {
        var data = _mlContext.Data.LoadFromEnumerable(Enumerable.Range(0, 48).Select(row => new GroupedRow { Features = [row % 7], Label = row % 3 == 0, Group = $"g{row % groups}" }).ToList());
        for (var seed = 1; seed <= 5; seed++)
        {
            var options = Options();
            (options.SamplingKeyColumnName, options.Seed, options.Epochs) = ("Group", seed, 2);
            var members = Trainer(options).Fit(data).Model.SubModel.Members;
            Assert.IsTrue(members.All(member => member.TrainingSettings.Temperature > 0));
            Assert.HasCount(3, members.Select(member => member.History[0].ValidationDataLoss).Distinct());
        }

        var one = Options();
        one.SamplingKeyColumnName = "One";
        Assert.AreEqual(
            "validationFraction sets 0 of the 1 group(s) of column \"One\" aside; there must be one to validate on and one to train on.",
            Assert.ThrowsExactly<InvalidOperationException>(() => Trainer(one).Fit(data)).Message);
    }

    [TestMethod]
    public void A_member_that_diverges_ends_training()
    {
        var options = Options();
        options.LearningRate = 1e30f;
        Assert.Throws<TrainingDivergedException>(() => Trainer(options).Fit(TinyTraining.Circles(_mlContext)));
    }

    [TestMethod]
    public void Too_little_memory_is_said()
    {
        var options = Options();
        options.OnEpochEnd = _ => throw new InsufficientMemoryException("array");
        var error = Assert.ThrowsExactly<InvalidOperationException>(() => Trainer(options).Fit(TinyTraining.Circles(_mlContext)));
        // Median, center and factor of each feature; then 2 x 8 + 8 and 8 + 1.
        Assert.StartsWith("There is too little memory to train 3 networks of 39 weights on 2 features, in batches of 16 rows: ", error.Message);
        Assert.IsInstanceOfType<OutOfMemoryException>(error.InnerException);
    }

    [TestMethod]
    public void What_options_may_not_be_is_refused()
    {
        AssertRefused("members must be from 1 to 65536; received 0.", options => options.Members = 0);
        AssertRefused("members must be from 1 to 65536; received 2147483647.", options => options.Members = int.MaxValue);
        AssertRefused("validationFraction must be at most 0.5: each network sets other rows aside; received 0.6.", options => options.ValidationFraction = 0.6f);
        AssertRefused("cacheInMemory must not be false: members share rows that are in memory; received False.", options => options.CacheInMemory = false);
        AssertRefused("checkpointPath must be left out: an ensemble has no checkpoint; received \"/tmp/x\".", options => options.CheckpointPath = "/tmp/x");
        AssertRefused("initialWeights must be left out: members begin differently; received 0 arrays.", options => options.InitialWeights = []);
        AssertRefused("quantiles must be left as it is in classification; received [0.1, 0.9].", options => options.Quantiles = [0.1f, 0.9f]);
        AssertRefused("boundScores must be left out in classification; received True.", options => options.BoundScores = true);
    }

    [TestMethod]
    public void A_study_is_of_one_network() => Assert.Contains(
        "baseOptions must be those of one network, of ActivityRegularizedMlp or ActivityRegularizedNetwork",
        Assert.Throws<ArgumentException>(() => _mlContext.BinaryClassification.ActivityRegularizationStudy(
            Options(), StudySpace.Grid(StudySpace.Vary(options => options.LearningRate, 0.1f)))).Message);

    /// <summary>What needs one network says that here are several.</summary>
    [TestMethod]
    public void Its_layers_are_no_column() => Assert.AreEqual(
        "model must have one network of this plugin in it; received 3. GetNetworks gives them all.",
        Assert.ThrowsExactly<ArgumentException>(() => _mlContext.Transforms.HiddenActivations("Hidden", "Features", Trainer(Options()).Fit(TinyTraining.Circles(_mlContext)))).Message);

    /// <summary>A quarter of the labels is wrong, which a network that has learned them all is too sure of.</summary>
    private IDataView Noisy(int rows, int seed)
    {
        var random = new Random(seed);
        float[] features = Numbers.Array(random, 2 * rows);
        return Data.Binary(_mlContext, 2, features, [.. features.Chunk(2).Select(row => row[0] > 0 ^ random.NextDouble() < 0.25)]);
    }

    private void AssertRefused(string message, Action<ActivityRegularizedTabularMlpOptions> set)
    {
        var options = Options();
        set(options);
        Assert.AreEqual(message, Assert.ThrowsExactly<ArgumentException>(() => Trainer(options)).Message);
    }

    private ActivityRegularizedTabularBinaryTrainer Trainer(ActivityRegularizedTabularMlpOptions options) =>
        _mlContext.BinaryClassification.Trainers.ActivityRegularizedTabularMlp(options);

    private static ActivityRegularizedTabularMlpOptions Options() => new()
    {
        Layers = [Layer.Imputation(), Layer.RobustScaling(), Layer.Dense(8, Activation.Relu)],
        Members = 3,
        Epochs = 10,
        BatchSize = 16,
        LearningRate = 0.02f,
        Seed = 1,
    };

    private sealed class GroupedRow
    {
        [VectorType(1)]
        public float[] Features { get; set; } = [];

        public bool Label { get; set; }

        public string Group { get; set; } = "";

        public int One { get; set; }
    }
}
