using ActReg.MLNet.Tests.Testing;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace ActReg.MLNet.Tests;

/// <summary>Training rows that are changed at random in each pass.</summary>
[TestClass]
public sealed class AugmentationTests : IDisposable
{
    private static readonly TrainingSet Set = TrainingSets.Create(new Random(1), 60, 2, weighted: true);
    private readonly MLContext _mlContext = new(seed: 1);
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    /// <summary>Over three epochs: rows that were changed themselves would be shifted thrice. Validation rows are not shifted.</summary>
    [TestMethod]
    [DataRow(TrainingEngine.Fused, true, true)]
    [DataRow(TrainingEngine.Fused, true, false)]
    [DataRow(TrainingEngine.Fused, false, true)]
    [DataRow(TrainingEngine.Fused, false, false)]
    [DataRow(TrainingEngine.Torch, true, true)]
    [DataRow(TrainingEngine.Torch, false, false)]
    public void A_constant_that_is_added_equals_training_on_shifted_rows(TrainingEngine engine, bool cacheInMemory, bool shuffle)
    {
        var options = Options(engine, cacheInMemory, shuffle);
        var validation = Data.Binary(_mlContext, TrainingSets.Create(new Random(2), 20, 2, weighted: true));
        var shifted = Set with { Features = new RowValues(2, [.. Set.Features.ToArray().Select(feature => feature + 0.7f)]) };
        var expected = TinyTraining.Trainer(_mlContext, options).Fit(Data.Binary(_mlContext, shifted), validation).Network();
        options.Augmentation = (features, _) =>
        {
            foreach (ref var feature in features)
                feature += 0.7f;
        };
        var actual = TinyTraining.Trainer(_mlContext, options).Fit(Data.Binary(_mlContext, Set), validation).Network();
        AssertEqual(expected, actual);
        Assert.IsTrue(actual.History.All(epoch => double.IsFinite(epoch.ValidationLoss)));
        Assert.AreEqual((false, true), (expected.TrainingSettings.HasAugmentation, actual.TrainingSettings.HasAugmentation));
    }

    [TestMethod]
    [DataRow(TrainingEngine.Fused, true, true)]
    [DataRow(TrainingEngine.Fused, false, true)]
    [DataRow(TrainingEngine.Torch, true, false)]
    [DataRow(TrainingEngine.Torch, false, true)]
    public void One_that_changes_nothing_equals_none(TrainingEngine engine, bool cacheInMemory, bool shuffle)
    {
        var options = Options(engine, cacheInMemory, shuffle);
        options.ValidationFraction = 0.3f;
        options.Layers = [Layer.Dense(4, Activation.Tanh), Layer.Dropout(0.3f)];
        var expected = TinyTraining.Trainer(_mlContext, options).Fit(Data.Binary(_mlContext, Set)).Network();
        var calls = 0;
        options.Augmentation = (_, random) => calls += random.Next(1, 2);
        AssertEqual(expected, TinyTraining.Trainer(_mlContext, options).Fit(Data.Binary(_mlContext, Set)).Network());
        Assert.AreEqual(0, calls % TinyTraining.EpochCount);
        Assert.IsInRange(3 * 30, 3 * 55, calls);
    }

    /// <summary>Every row of every epoch is given draws of its own, the same by both engines, from memory and streamed.</summary>
    [TestMethod]
    public void Draws_depend_on_seed_epoch_and_place_alone()
    {
        var expected = Draws(TrainingEngine.Fused, cacheInMemory: true);
        Assert.HasCount(3 * 60, expected.Distinct());
        TinyTraining.AreEqual(expected, Draws(TrainingEngine.Fused, cacheInMemory: false));
        TinyTraining.AreEqual(expected, Draws(TrainingEngine.Torch, cacheInMemory: true));
        TinyTraining.AreEqual(expected, Draws(TrainingEngine.Fused, cacheInMemory: true, shuffle: true));
        Assert.IsEmpty(expected.Intersect(Draws(TrainingEngine.Fused, cacheInMemory: true, seed: 6)));
    }

    [TestMethod]
    public void From_memory_and_streamed_it_is_the_same_training()
    {
        var options = Options(TrainingEngine.Fused, cacheInMemory: true, shuffle: false);
        options.Augmentation = AddNoise;
        var expected = TinyTraining.Trainer(_mlContext, options).Fit(Data.Binary(_mlContext, Set)).Network();
        options.CacheInMemory = false;
        AssertEqual(expected, TinyTraining.Trainer(_mlContext, options).Fit(Data.Binary(_mlContext, Set)).Network());
    }

    [TestMethod]
    [DataRow(TrainingEngine.Fused, true)]
    [DataRow(TrainingEngine.Fused, false)]
    [DataRow(TrainingEngine.Torch, true)]
    public void A_resumed_training_ends_the_same(TrainingEngine engine, bool cacheInMemory)
    {
        var options = Options(engine, cacheInMemory, shuffle: true);
        options.Augmentation = AddNoise;
        options.Epochs = 5;
        var data = Data.Binary(_mlContext, Set);
        var expected = TinyTraining.Trainer(_mlContext, options).Fit(data).Network();
        options.CheckpointPath = _folder["checkpoint"];
        options.CheckpointEpochs = 1;
        options.OnEpochEnd = epoch => Assert.AreNotEqual(3, epoch.Metrics.Epoch);
        Assert.ThrowsExactly<AssertFailedException>(() => TinyTraining.Trainer(_mlContext, options).Fit(data));

        options.OnEpochEnd = null;
        options.Augmentation = null;
        var error = Assert.ThrowsExactly<InvalidOperationException>(() => TinyTraining.Trainer(_mlContext, options).Fit(data));
        Assert.Contains("hasAugmentation: true in the checkpoint, not given now.", error.Message);
        options.Augmentation = AddNoise;
        AssertEqual(expected, TinyTraining.Trainer(_mlContext, options).Fit(data).Network());
    }

    /// <summary>Zeros that a sparse row leaves out can be changed as others can.</summary>
    [TestMethod]
    public void Sparse_features_are_given_whole()
    {
        var rows = Enumerable.Range(0, 20).Select(row => new SparseRow { Features = new VBuffer<float>(5, 1, [row + 1f], [row % 5]), Label = row % 2 == 0 });
        var schema = SchemaDefinition.Create(typeof(SparseRow));
        schema[nameof(SparseRow.Features)].ColumnType = new VectorDataViewType(NumberDataViewType.Single, 5);
        var seen = new List<float[]>();
        var options = TinyTraining.Options();
        options.Shuffle = false;
        options.Epochs = 1;
        options.Augmentation = (features, _) => seen.Add(features.ToArray());
        TinyTraining.Trainer(_mlContext, options).Fit(_mlContext.Data.LoadFromEnumerable(rows.ToList(), schema));
        TinyTraining.AreEqual(
            Enumerable.Range(0, 20).SelectMany(row => Enumerable.Range(0, 5).Select(i => i == row % 5 ? row + 1f : 0)), seen.SelectMany(row => row));
    }

    [TestMethod]
    [DataRow(TrainingEngine.Fused)]
    [DataRow(TrainingEngine.Torch)]
    public void Features_that_are_not_finite_and_exceptions_are_told(TrainingEngine engine)
    {
        Assert.AreEqual(
            "augmentation: in epoch 1, features[1] must be finite; received NaN.", Error((features, _) => features[1] = float.NaN).Message);
        Assert.AreEqual(
            "augmentation: in epoch 1, features[0] must be finite; received -Infinity.",
            Error((features, _) => features[0] = float.NegativeInfinity).Message);
        Assert.AreEqual("augmentation threw in epoch 1: no zone", Error((_, _) => throw new TimeZoneNotFoundException("no zone")).Message);
        Assert.IsInstanceOfType<OperationCanceledException>(Error((_, _) => throw new OperationCanceledException()).InnerException);

        InvalidOperationException Error(RowAugmentation augment)
        {
            var options = Options(engine, cacheInMemory: true, shuffle: true);
            options.Augmentation = augment;
            return Assert.ThrowsExactly<InvalidOperationException>(() => TinyTraining.Trainer(_mlContext, options).Fit(Data.Binary(_mlContext, Set)));
        }
    }

    [TestMethod]
    public void What_an_embedding_cannot_look_up_is_told()
    {
        var options = new ActivityRegularizedNetworkOptions
        {
            Layers = [Layer.Embedding(4, 2), Layer.GlobalAveragePooling()],
            Epochs = 1,
            Augmentation = (features, _) => features[1] = 4,
        };
        var data = Data.Binary(_mlContext, 2, [0, 1, 2, 3, 1, 2], [true, false, true]);
        Assert.AreEqual(
            "augmentation: in epoch 1, features[1] must be a whole number from 0 to 3, as the embedding asks; received 4.",
            Assert.ThrowsExactly<InvalidOperationException>(
                () => _mlContext.BinaryClassification.Trainers.ActivityRegularizedNetwork(options).Fit(data)).Message);
    }

    private static ActivityRegularizedMlpOptions Options(TrainingEngine engine, bool cacheInMemory, bool shuffle)
    {
        var options = StreamedTraining.Options(cacheInMemory, shuffle);
        options.Engine = engine;
        return options;
    }

    private double[] Draws(TrainingEngine engine, bool cacheInMemory, bool shuffle = false, int seed = 5)
    {
        var draws = new List<double>();
        var options = Options(engine, cacheInMemory, shuffle);
        options.Seed = seed;
        options.Augmentation = (_, random) => draws.Add(random.NextDouble());
        TinyTraining.Trainer(_mlContext, options).Fit(Data.Binary(_mlContext, Set));
        return [.. draws];
    }

    private static void AddNoise(Span<float> features, Random random)
    {
        foreach (ref var feature in features)
            feature += random.NextSingle() - 0.5f;
    }

    private static void AssertEqual(NetworkModelParameters expected, NetworkModelParameters actual)
    {
        TinyTraining.AreEqual(expected.AllWeights(), actual.AllWeights());
        TinyTraining.AreEqual(expected.History, actual.History);
    }

    private sealed class SparseRow
    {
        public VBuffer<float> Features { get; set; }

        public bool Label { get; set; }
    }
}
