using ActReg.MLNet.Tests.Testing;
using Microsoft.ML;

namespace ActReg.MLNet.Tests;

/// <summary>A training of streamed rows beside the same from memory.</summary>
[TestClass]
public sealed class StreamedTrainingTests
{
    private readonly MLContext _mlContext = new(seed: 1);

    [TestMethod]
    [DataRow(TrainingEngine.Fused)]
    [DataRow(TrainingEngine.Torch)]
    public void Without_shuffling_every_bit_is_that_of_training_from_memory(TrainingEngine engine)
    {
        var data = StreamedTraining.Data(_mlContext);
        var validation = StreamedTraining.Data(_mlContext, rows: 17, seed: 2);
        AreEqual(Fit(true), Fit(false));

        NetworkModelParameters Fit(bool cacheInMemory)
        {
            var options = StreamedTraining.Options(cacheInMemory, shuffle: false);
            options.Engine = engine;
            return TinyTraining.Trainer(_mlContext, options).Fit(data, validation).Network();
        }
    }

    [TestMethod]
    [DataRow(1)]
    [DataRow(59)]
    [DataRow(60)]
    [DataRow(1000)]
    public void So_it_is_with_any_batches(int batchSize) => AreEqual(options => options.BatchSize = batchSize);

    [TestMethod]
    public void So_it_is_in_slots_of_many_batches() =>
        AreEqual(options => options.StreamingSizes = new StreamingSizes { SlotBytes = 16 * 7 * 3 });

    [TestMethod]
    public void So_it_is_with_class_weights()
    {
        AreEqual(options => options.ClassWeights = ClassWeights.Balanced);
        AreEqual(options =>
        {
            options.ClassWeights = ClassWeights.Of(1, 3);
            options.ExampleWeightColumnName = null;
        });
    }

    [TestMethod]
    public void So_it_is_with_standardized_labels_whose_scale_is_the_same()
    {
        var set = TrainingSets.Create(new Random(1), 60, 2, weighted: true) with
        {
            Targets = new(1, Numbers.Array(new Random(2), 60, 1000)),
        };
        var (data, validation) = (Data.Regression(_mlContext, set), Data.Regression(_mlContext, set.Take([1, 2, 3])));
        var (expected, found) = (Fit(true), Fit(false));
        Assert.AreEqual(((IHasTrainedNetworks)expected).Networks[0].Network.LabelScales, ((IHasTrainedNetworks)found).Networks[0].Network.LabelScales);
        AreEqual(expected, found);

        NetworkModelParameters Fit(bool cacheInMemory) => _mlContext.Regression.Trainers.ActivityRegularizedMlp(
            StreamedTraining.Options(cacheInMemory, shuffle: false)).Fit(data, validation).Model;
    }

    /// <summary>In memory they are gathered in chunks then.</summary>
    [TestMethod]
    [DataRow(255)]
    [DataRow(256)]
    [DataRow(257)]
    [DataRow(3000)]
    public void So_it_is_with_rows_whose_number_nobody_knows_before(int rows)
    {
        var set = TrainingSets.Create(new Random(1), rows, 2, weighted: true);
        var data = Data.Binary(_mlContext, 2, Enumerate());
        Assert.IsNull(data.GetRowCount());
        AreEqual(Fit(true), Fit(false));

        IEnumerable<Data.BinaryRow> Enumerate()
        {
            for (var row = 0; row < rows; row++)
                yield return new() { Features = set.Row(row).ToArray(), Label = set.Target(row)[0] > 0.5f, Weight = set.Weight(row) };
        }

        NetworkModelParameters Fit(bool cacheInMemory) => TinyTraining.Trainer(
            _mlContext, StreamedTraining.Options(cacheInMemory, shuffle: false)).Fit(data).Network();
    }

    [TestMethod]
    public void So_it_is_with_sparse_features()
    {
        var data = SampleData.Binary(_mlContext);
        AreEqual(Fit(true), Fit(false));

        NetworkModelParameters Fit(bool cacheInMemory)
        {
            var options = StreamedTraining.Options(cacheInMemory, shuffle: false);
            options.ExampleWeightColumnName = null;
            return TinyTraining.Trainer(_mlContext, options).Fit(data).Network();
        }
    }

    [TestMethod]
    public void So_it_is_where_training_goes_on_from_a_model()
    {
        var set = TrainingSets.Create(new Random(1), 60, 2) with { Targets = new(1, Numbers.Array(new Random(2), 60, 1000)) };
        var earlier = Trainer(true).Fit(Data.Regression(_mlContext, set.Take([.. Enumerable.Range(0, 20)]))).Model;
        var data = Data.Regression(_mlContext, set);
        AreEqual(Trainer(true).Fit(data, earlier).Model, Trainer(false).Fit(data, earlier).Model);

        ActivityRegularizedRegressionTrainer Trainer(bool cacheInMemory) =>
            _mlContext.Regression.Trainers.ActivityRegularizedMlp(StreamedTraining.Options(cacheInMemory, shuffle: false));
    }

    /// <summary>
    /// In one batch the order of rows makes no difference but of rounding, if labels and weights stay with their rows.
    /// </summary>
    [TestMethod]
    public void Shuffled_rows_keep_their_labels_and_weights()
    {
        var data = StreamedTraining.Data(_mlContext);
        var (expected, found) = (Fit(cacheInMemory: true, shuffle: false), Fit(cacheInMemory: false, shuffle: true));
        CollectionAssert.AreNotEqual(expected, found);
        for (var i = 0; i < expected.Length; i++)
            Assert.AreEqual(expected[i], found[i], 1e-5f);

        float[] Fit(bool cacheInMemory, bool shuffle)
        {
            var options = StreamedTraining.Options(cacheInMemory, shuffle);
            options.BatchSize = TinyTraining.RowCount;
            return TinyTraining.Trainer(_mlContext, options).Fit(data).AllWeights();
        }
    }

    [TestMethod]
    public void A_slot_that_is_filled_anew_is_another_set()
    {
        var slot = new RowSlot(2, 1, 5, hasWeights: true);
        var rows = slot.Rows;
        slot.Clear();
        Assert.AreNotSame(rows, slot.Rows);
        Assert.AreSame(rows.Features, slot.Rows.Features);

        // As engines tell.
        var plan = NetworkPlanner.Plan(1, [Layer.Dense(1)]);
        using var engine = new TorchEngine(new TrainingProblem(
            plan, [new WeightTensor("kernel", [1, 1], [1]), new WeightTensor("bias", [1], [0])],
            new RegressionObjective(RegressionLoss.MeanSquaredError), Rows: 1, Trainings.Settings()));
        var set = new TrainingSet(1, [2], [0], null);
        Assert.AreEqual(4, engine.Evaluate(new(set, [0]), []).DataLoss, 1e-6);
        set.Features.InPlace(0)[0] = 3;
        Assert.AreEqual(9, engine.Evaluate(new(set with { }, [0]), []).DataLoss, 1e-6);
    }

    [TestMethod]
    [DataRow(TrainingEngine.Fused)]
    [DataRow(TrainingEngine.Torch)]
    public void The_seed_determines_every_bit(TrainingEngine engine)
    {
        var data = StreamedTraining.Data(_mlContext);
        AreEqual(Fit(1), Fit(1));
        CollectionAssert.AreNotEqual(Fit(1).AllWeights(), Fit(2).AllWeights());

        NetworkModelParameters Fit(int seed)
        {
            var options = StreamedTraining.Options();
            options.Engine = engine;
            options.Seed = seed;
            options.Layers = [Layer.Dense(4, Activation.Relu), Layer.Dropout(0.2f), Layer.BatchNorm()];
            options.InitialWeights = Weights.Zeros(NetworkPlanner.Plan(2, [.. options.Layers, Layer.Dense(1)]));
            return TinyTraining.Trainer(_mlContext, options).Fit(data).Network();
        }
    }

    [TestMethod]
    public void What_must_be_said_of_the_rows_is_said_once()
    {
        float[] features = [1, 2, float.NaN, 1, 1, 2, 3, 1];
        bool[] labels = [true, false, true, true];
        var log = new RecordedLog(_mlContext);
        var data = Data.Binary(_mlContext, 2, features, labels, [1, 1, 1, 0]);
        TinyTraining.Trainer(_mlContext, StreamedTraining.Options()).Fit(data, StreamedTraining.Data(_mlContext));
        TinyTraining.AreEqual(
            [
                "Skipped 2 of the 4 rows of the training set: 1 with a missing or infinite feature, 1 with a weight "
                + "that is not finite and above 0.",
                "All 2 rows of the training set have the label True; the model will hardly predict another.",
            ],
            log.Warnings);
    }

    [TestMethod]
    public void Rows_that_cannot_be_used_change_nothing()
    {
        float[] features = [1, 2, -1, 0, 3, 1];
        var good = Data.Binary(_mlContext, 2, features, [true, false, true]);
        var bad = Data.Binary(
            _mlContext, 2, [float.NaN, 0, .. features, 0, float.PositiveInfinity], [true, true, false, true, false]);
        TinyTraining.AreEqual(Fit(good).AllWeights(), Fit(bad).AllWeights());

        NetworkModelParameters Fit(IDataView data) =>
            TinyTraining.Trainer(_mlContext, StreamedTraining.Options()).Fit(data).Network();
    }

    private void AreEqual(Action<ActivityRegularizedMlpOptions> change)
    {
        var data = StreamedTraining.Data(_mlContext);
        AreEqual(Fit(true), Fit(false));

        NetworkModelParameters Fit(bool cacheInMemory)
        {
            var options = StreamedTraining.Options(cacheInMemory, shuffle: false);
            change(options);
            return TinyTraining.Trainer(_mlContext, options).Fit(data).Network();
        }
    }

    private static void AreEqual(NetworkModelParameters expected, NetworkModelParameters found)
    {
        TinyTraining.AreEqual(expected.AllWeights(), found.AllWeights());
        TinyTraining.AreEqual(expected.History, found.History);
    }
}
