using ActReg.MLNet.Tests.Testing;
using Microsoft.ML;
using Microsoft.ML.Data;
using BinaryModel = Microsoft.ML.Calibrators.CalibratedModelParametersBase<
    ActReg.MLNet.NetworkModelParameters, Microsoft.ML.Calibrators.PlattCalibrator>;

namespace ActReg.MLNet.Tests;

/// <summary>Wide sparse features, from a data view to a model.</summary>
[TestClass]
public sealed class SparseFeaturesTests : IDisposable
{
    private const int Width = 600;
    private const int Rows = 80;

    private readonly MLContext _mlContext = new(seed: 1);
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [TestMethod]
    public void What_counts_is_what_is_not_0_however_rows_say_so()
    {
        var expected = Fit(View()).AllWeights();
        TinyTraining.AreEqual(expected, Fit(View(isDense: true)).AllWeights());
        TinyTraining.AreEqual(expected, Fit(View(withZeros: true)).AllWeights());
    }

    /// <summary>The same rows, with one feature more in each, are kept with their zeros: the models differ by rounding.</summary>
    [TestMethod]
    public void It_hardly_matters_which_way_rows_are_kept()
    {
        var set = Set() with { Weights = null };
        var options = Options();
        var dense = Trainings.Run([.. options.Layers, Layer.Dense(1)], set, Settings(options));
        var sparse = Fit(View());
        var found = sparse.AllWeights();
        var expected = dense.Flat();
        for (var i = 0; i < expected.Length; i++)
            Assert.AreEqual(expected[i], found[i], 1e-4);
        Assert.AreEqual(dense.History[^1].Loss, sparse.Network().History[^1].Loss, 1e-4);
    }

    [TestMethod]
    public void A_checkpoint_goes_on_bit_for_bit()
    {
        var options = Options();
        options.CheckpointPath = _folder["checkpoint"];
        options.Optimizer = Optimizer.AdamW();
        var expected = Fit(View(), options);
        options.OnEpochEnd = epoch =>
        {
            if (epoch.Metrics.Epoch == 4)
                throw new TimeZoneNotFoundException();
        };
        Assert.ThrowsExactly<TimeZoneNotFoundException>(() => Fit(View(), options));
        options.OnEpochEnd = null;
        var resumed = Fit(View(), options);
        TinyTraining.AreEqual(expected.AllWeights(), resumed.AllWeights());
        TinyTraining.AreEqual(expected.Network().History, resumed.Network().History);
    }

    [TestMethod]
    public void Streamed_in_order_they_give_the_same_bits()
    {
        foreach (var isDense in new[] { false, true })
        {
            var options = Options();
            options.Shuffle = false;
            var expected = Fit(View(), options).AllWeights();
            options.CacheInMemory = false;
            TinyTraining.AreEqual(expected, Fit(View(isDense), options).AllWeights());
        }
    }

    /// <summary>In one batch per epoch the order matters by rounding only.</summary>
    [TestMethod]
    public void Streamed_and_shuffled_every_row_comes_once()
    {
        var options = Options();
        options.BatchSize = Rows;
        var expected = Fit(View(), options).AllWeights();
        options.CacheInMemory = false;
        // A slot of a batch, and a buffer of a few rows.
        options.StreamingSizes = options.StreamingSizes with { ShuffleBytes = 3000, SlotBytes = 1 };
        var found = Fit(View(), options).AllWeights();
        for (var i = 0; i < expected.Length; i++)
            Assert.AreEqual(expected[i], found[i], 1e-4);
    }

    [TestMethod]
    public void A_validation_fraction_leaves_rows_where_they_are()
    {
        var options = Options();
        options.ValidationFraction = 0.25f;
        options.EarlyStopping = new EarlyStopping(patience: 100);
        var set = Set();
        var (train, validation) = ValidationSplit.Split(set, 0.25f, byClass: true, RandomStreams.Create(options.Seed!.Value, RandomStreams.Validation));
        var expected = Fit(View(set: set.Take(train)), OptionsWith(View(set: set.Take(validation))));
        var found = Fit(View(), options);
        TinyTraining.AreEqual(expected.AllWeights(), found.AllWeights());

        ActivityRegularizedMlpOptions OptionsWith(IDataView validationSet)
        {
            var others = Options();
            others.ValidationSet = validationSet;
            others.EarlyStopping = options.EarlyStopping;
            return others;
        }
    }

    [TestMethod]
    public void Rows_may_be_changed_weighted_and_of_classes_that_weigh()
    {
        var options = Options();
        options.Augmentation = (features, random) => features[0] = random.NextSingle();
        options.ClassWeights = ClassWeights.Balanced;
        options.ExampleWeightColumnName = "Weight";
        TinyTraining.AreEqual(Fit(View(), options).AllWeights(), Fit(View(isDense: true), options).AllWeights());
    }

    [TestMethod]
    public void Trainings_at_the_same_time_are_as_one_alone()
    {
        var expected = Fit(View()).AllWeights();
        Parallel.For(0, 4, _ => TinyTraining.AreEqual(expected, Fit(View()).AllWeights()));
    }

    /// <summary>With their zeros they would take 1 GB.</summary>
    [TestMethod]
    public void Memory_goes_with_what_is_not_0()
    {
        const int Many = 131_072, Units = 8;
        var random = new Random(1);
        var rows = Enumerable.Range(0, 2000).Select(_ => new SparseRow
        {
            Features = new VBuffer<float>(Many, 4, [1, 1, 1, 1], [.. Enumerable.Range(0, 4).Select(column => column * Many / 4 + random.Next(Many / 4))]),
            Label = random.Next(2) == 0,
        }).ToArray();
        var options = Options();
        options.Layers = [Layer.Dense(Units, Activation.Relu)];
        options.Epochs = 2;
        options.ValidationFraction = 0.2f;
        var view = View(rows, Many);
        // Weights, those kept, the gradient, two moments, room for a transpose, and copies for the model.
        const long Kernel = sizeof(float) * Many * Units;
        Assert.IsLessThan(16 * Kernel, Allocations.Once(() => Fit(view, options)));
    }

    [TestMethod]
    public void Texts_are_classified()
    {
        string[] topics = ["wind wave sail harbour anchor", "oven flour butter sugar dough"];
        var random = new Random(1);
        var texts = Enumerable.Range(0, 200).Select(i => new TextRow
        {
            Label = i % 2 == 0,
            Text = string.Join(' ', Enumerable.Range(0, 12).Select(_ => random.Next(3) == 0 ? $"word{random.Next(400)}" : topics[i % 2].Split(' ')[random.Next(5)])),
        }).ToArray();
        var data = _mlContext.Data.LoadFromEnumerable(texts);
        var pipeline = _mlContext.Transforms.Text.FeaturizeText("Features", nameof(TextRow.Text))
            .Append(TinyTraining.Trainer(_mlContext, Options()));
        var split = _mlContext.Data.TrainTestSplit(data, 0.3, seed: 1);
        var model = pipeline.Fit(split.TrainSet);
        Assert.IsGreaterThan(0.95, _mlContext.BinaryClassification.Evaluate(model.Transform(split.TestSet)).Accuracy);
    }

    [TestMethod]
    public void Hashed_categories_are_told_apart()
    {
        var random = new Random(1);
        var rows = Enumerable.Range(0, 400).Select(_ => new TextRow { Text = $"category {random.Next(30)}" }).ToArray();
        foreach (var row in rows)
            row.Label = row.Text.Length % 2 == 0 ^ row.Text[^1] is '1' or '4';
        var data = _mlContext.Data.LoadFromEnumerable(rows);
        var options = Options();
        options.Epochs = 30;
        options.LearningRate = 0.02f;
        var model = _mlContext.Transforms.Categorical.OneHotHashEncoding("Features", nameof(TextRow.Text), numberOfBits: 12)
            .Append(TinyTraining.Trainer(_mlContext, options)).Fit(data);
        Assert.IsGreaterThan(0.98, _mlContext.BinaryClassification.Evaluate(model.Transform(data)).Accuracy);
    }

    private static ActivityRegularizedMlpOptions Options() => new()
    {
        Layers = [Layer.Dense(8, Activation.Relu, ActivityRegularizer.L1(1e-4f))],
        Epochs = 6,
        BatchSize = 16,
        LearningRate = 0.01f,
        Seed = 5,
    };

    private static TrainingSettings Settings(ActivityRegularizedMlpOptions options) => Trainings.Settings(
        options.Epochs, options.BatchSize!.Value, options.LearningRate!.Value, shuffle: true, options.Seed!.Value);

    private BinaryPredictionTransformer<BinaryModel> Fit(IDataView data, ActivityRegularizedMlpOptions? options = null) =>
        TinyTraining.Trainer(_mlContext, options ?? Options()).Fit(data);

    /// <summary>With a label that features tell.</summary>
    private static TrainingSet Set()
    {
        var set = TrainingSets.Sparse(new Random(3), Rows, Width, 12, weighted: true);
        return set with { Targets = new(1, [.. set.AllRows().Select(row => set.Row(row)[..300].ToArray().Sum() > 0 ? 1f : 0)]) };
    }

    private IDataView View(bool isDense = false, bool withZeros = false, TrainingSet? set = null)
    {
        set ??= Set();
        return View(
            [.. set.AllRows().Select(row =>
            {
                var values = set.Row(row).ToArray();
                int[] places = [.. Enumerable.Range(0, Width).Where(i => values[i] != 0 || (withZeros && i % 7 == 0))];
                return new SparseRow
                {
                    Features = isDense ? new VBuffer<float>(Width, values) : new VBuffer<float>(Width, places.Length, [.. places.Select(i => values[i])], places),
                    Label = set.Target(row)[0] > 0.5f,
                    Weight = set.Weight(row),
                };
            })],
            Width);
    }

    private IDataView View(SparseRow[] rows, int width)
    {
        var schema = SchemaDefinition.Create(typeof(SparseRow));
        schema[nameof(SparseRow.Features)].ColumnType = new VectorDataViewType(NumberDataViewType.Single, width);
        return _mlContext.Data.LoadFromEnumerable(rows, schema);
    }

    internal sealed class SparseRow
    {
        public VBuffer<float> Features { get; set; }

        public bool Label { get; set; }

        public float Weight { get; set; } = 1;
    }

    internal sealed class TextRow
    {
        public string Text { get; set; } = "";

        public bool Label { get; set; }
    }
}
