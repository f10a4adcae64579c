using ActReg.MLNet.Tests.Testing;
using Microsoft.ML;

namespace ActReg.MLNet.Tests;

/// <summary>Rows whose targets are their own features: read from data without a label, in memory and streamed.</summary>
[TestClass]
public sealed class FeatureTargetsTests
{
    private const int Rows = 60;

    private readonly MLContext _mlContext = new(seed: 1);

    [TestMethod]
    [DataRow(true)]
    [DataRow(false)]
    public void Rows_are_their_own_targets(bool cacheInMemory)
    {
        var set = TrainingSets.Create(new Random(1), Rows, 2, weighted: true);
        var (rows, setAside) = FeatureRows.Read(View(set), Options(cacheInMemory));
        Assert.IsNull(setAside);
        Assert.AreEqual((2, 0, (long)Rows), (rows.FeatureCount, rows.LabelCount, rows.RowCount));
        FeatureRows.AreEqual(Expected(set), rows.InBatches());
        FeatureRows.AreEqual(Expected(set), rows.InOnePass());
        Assert.AreEqual(set.Weights!.ToArray().Average(), rows.SummarizeLabels(0).MeanWeight(null), 1e-6);
        Assert.AreEqual(Rows, rows.SummarizeLabels(0).Count);
    }

    [TestMethod]
    [DataRow(true)]
    [DataRow(false)]
    public void Shuffled_rows_keep_their_weights(bool cacheInMemory)
    {
        var set = TrainingSets.Create(new Random(1), Rows, 2, weighted: true);
        var rows = FeatureRows.Read(View(set), Options(cacheInMemory)).Train;
        var (first, second) = (rows.InBatches(shuffleSeed: 1, epoch: 0), rows.InBatches(shuffleSeed: 1, epoch: 1));
        FeatureRows.AreEqual(Sorted(Expected(set)), Sorted(first));
        FeatureRows.AreEqual(Sorted(Expected(set)), Sorted(second));
        CollectionAssert.AreNotEqual(first.Select(row => row[0]).ToArray(), second.Select(row => row[0]).ToArray());
    }

    /// <summary>In memory, and streamed in any number of slots, they take no second array.</summary>
    [TestMethod]
    public void They_stand_in_memory_once()
    {
        var set = TrainingSets.Create(new Random(1), Rows, 2, weighted: true);
        var options = Options(cacheInMemory: true);
        options.ValidationFraction = 0.3f;
        var (train, setAside) = FeatureRows.Read(View(set), options);
        foreach (var rows in new[] { train, setAside! })
            Assert.AreSame(((MemoryRows)rows).Set.Features, ((MemoryRows)rows).Set.Targets);
        var slot = new RowSlot(2, labelCount: 0, 5, hasWeights: true);
        Assert.AreSame(slot.Rows.Features, slot.Rows.Targets);
        slot.Clear();
        Assert.AreSame(slot.Rows.Features, slot.Rows.Targets);
    }

    [TestMethod]
    [DataRow(true)]
    [DataRow(false)]
    public void Unusable_rows_are_skipped_and_counted(bool cacheInMemory)
    {
        float[] features = [1, 2, float.NaN, 1, -1, 0, 1, float.NegativeInfinity, 5, 5, 6, 6, 3, 1];
        var view = Data.Binary(_mlContext, 2, features, new bool[7], [1, 1, 2, 1, 0, float.NaN, 0.5f]);
        var log = new RecordedLog(_mlContext);
        var options = Options(cacheInMemory);
        var rows = FeatureRows.Read(_mlContext, options, reader => reader.ReadTrainingFeatures(view, "Features", options.Settings)).Train;
        FeatureRows.AreEqual([[1, 2, 1], [-1, 0, 2], [3, 1, 0.5f]], rows.InBatches());
        TinyTraining.AreEqual(
            [
                "Skipped 4 of the 7 rows of the training set: 2 with a missing or infinite feature, 2 with a weight that is not finite and above 0.",
            ],
            log.Warnings);
    }

    [TestMethod]
    [DataRow(true)]
    [DataRow(false)]
    public void Without_a_usable_row_there_is_an_error(bool cacheInMemory)
    {
        var options = Options(cacheInMemory);
        var view = Data.Binary(_mlContext, 1, [float.NaN, 1], [true, false], [1, 0]);
        Assert.AreEqual(
            "The validation set has no usable row: it is empty, or every row has a missing or infinite feature, or a weight that is not finite and above 0.",
            Assert.ThrowsExactly<InvalidOperationException>(() => FeatureRows.Read(
                _mlContext, options, reader => reader.ReadValidationFeatures(view, "Features"))).Message);
    }

    [TestMethod]
    public void A_label_that_is_missing_altogether_or_bad_is_nothing()
    {
        var set = TrainingSets.Create(new Random(1), Rows, 2, weighted: true);
        var bad = set with { Targets = new(1, [.. Enumerable.Repeat(float.NaN, Rows)]) };
        var view = Data.Regression(_mlContext, bad);
        var without = _mlContext.Transforms.DropColumns("Label").Fit(view).Transform(view);
        foreach (var data in new[] { view, without })
            FeatureRows.AreEqual(Expected(set), FeatureRows.Read(data, Options(cacheInMemory: false)).Train.InBatches());
    }

    /// <summary>Each way of setting aside gives both parts all rows between them, in order, and the same streamed, but for those that are drawn otherwise.</summary>
    [TestMethod]
    [DataRow("random")]
    [DataRow("last")]
    [DataRow("groups")]
    public void Some_are_set_aside(string way)
    {
        var set = TrainingSets.Create(new Random(1), Rows, 2, weighted: true);
        set = set with { Weights = new(1, [.. set.AllRows().Select(row => 1f + row % 5)]) };
        var data = Data.Binary(_mlContext, set);
        var (train, setAside) = Read(cacheInMemory: true);
        var (streamedTrain, streamedSetAside) = Read(cacheInMemory: false);
        foreach (var (one, other) in new[] { (train, setAside), (streamedTrain, streamedSetAside) })
        {
            Assert.IsNotEmpty(one);
            Assert.IsNotEmpty(other);
            FeatureRows.AreEqual(Sorted(Expected(set)), Sorted([.. one, .. other]));
        }

        if (way == "last")
            FeatureRows.AreEqual(Expected(set)[(Rows - 18)..], setAside);
        if (way == "groups")
            Assert.IsEmpty(train.Select(row => row[2]).Intersect(setAside.Select(row => row[2])));
        if (way == "random")
            return;
        FeatureRows.AreEqual(train, streamedTrain);
        FeatureRows.AreEqual(setAside, streamedSetAside);

        (float[][] Train, float[][] SetAside) Read(bool cacheInMemory)
        {
            var options = Options(cacheInMemory);
            options.ValidationFraction = way == "groups" ? 0.5f : 0.3f;
            options.ValidationRows = way == "last" ? ValidationRows.Last : ValidationRows.Random;
            options.SamplingKeyColumnName = way == "groups" ? "Weight" : null;
            var (one, other) = FeatureRows.Read(data, options);
            return (one.InBatches(), other!.InBatches());
        }
    }

    [TestMethod]
    [DataRow(true)]
    [DataRow(false)]
    public void Other_rows_or_weights_are_another_training(bool cacheInMemory)
    {
        var set = TrainingSets.Create(new Random(1), Rows, 2, weighted: true);
        var prints = new List<string>();
        foreach (var other in new[]
        {
            set, set, set with { Features = new RowValues(2, [.. set.Features.ToArray().Select((value, i) => i == 5 ? 0 : value)]) },
            set with { Weights = new(1, [.. set.Weights!.ToArray().Select((value, i) => i == 5 ? 9 : value)]) },
        })
        {
            var options = Options(cacheInMemory);
            options.CheckpointPath = "some file";
            prints.Add(FeatureRows.Read(View(other), options).Train.Fingerprint);
        }

        Assert.AreEqual(prints[0], prints[1]);
        Assert.HasCount(3, prints.Distinct().ToArray());
    }

    /// <summary>Whatever reads them; without shuffling, since from memory the order is another.</summary>
    [TestMethod]
    public void Streamed_they_train_as_from_memory()
    {
        var set = TrainingSets.Create(new Random(1), Rows, 2, weighted: true);
        var validation = TrainingSets.Create(new Random(2), Rows / 2, 2, weighted: true);
        var (kept, streamed) = (Train(cacheInMemory: true), Train(cacheInMemory: false));
        TinyTraining.AreEqual(kept.Flat(), streamed.Flat());
        TinyTraining.AreEqual(kept.History.SelectMany(epoch => epoch.Figures()), streamed.History.SelectMany(epoch => epoch.Figures()));
        Assert.IsTrue(kept.History.All(epoch => double.IsFinite(epoch.ValidationDataLoss)));

        TrainingResult Train(bool cacheInMemory)
        {
            var options = Options(cacheInMemory);
            var (rows, others) = (FeatureRows.Read(View(set), options).Train, FeatureRows.Read(View(validation), options).Train);
            var request = Trainings.Request(
                [Layer.Dense(2, Activation.Tanh), Layer.Dense(2)], set, Trainings.Settings(shuffle: false),
                new RegressionObjective(RegressionLoss.MeanSquaredError, 2));
            var scale = FeatureScale.Of(FeatureMoments.Of(rows, () => { }));
            return NetworkTraining.Run(request, TrainingData.OfFeatures(rows, others, rows.SummarizeLabels(0), scale));
        }
    }

    [TestMethod]
    [DataRow(true)]
    [DataRow(false)]
    public void Reading_can_be_cancelled(bool cacheInMemory)
    {
        using var source = new CancellationTokenSource();
        var options = Options(cacheInMemory);
        options.CancellationToken = source.Token;
        var view = new TrackedView(View(TrainingSets.Create(new Random(1), Rows, 2, weighted: true)), (_, row) =>
        {
            if (row == 20)
                source.Cancel();
        });
        Assert.ThrowsExactly<OperationCanceledException>(() => FeatureRows.Read(view, options, source.Token.ThrowIfCancellationRequested));
        view.AssertIsLeft();
        Assert.IsLessThan(Rows, view.Rows);
    }

    /// <summary>The pass that reads once more is cancelled too, and notices other rows.</summary>
    [TestMethod]
    public void A_pass_more_can_be_cancelled_and_checks_what_it_reads()
    {
        var count = Rows;
        var set = TrainingSets.Create(new Random(1), Rows, 2);
        var view = Data.Binary(_mlContext, 2, Changing());
        var rows = FeatureRows.Read(view, Options(cacheInMemory: false)).Train;
        Assert.HasCount(Rows, rows.InOnePass());
        var calls = 0;
        Assert.ThrowsExactly<OperationCanceledException>(() => rows.ReadOnce((_, _) => { }, () =>
        {
            if (++calls > 5)
                throw new OperationCanceledException();
        }));
        count--;
        Assert.EndsWith("the first read 60, a later one 59.", Assert.ThrowsExactly<InvalidOperationException>(rows.InOnePass).Message);
        count += 2;
        Assert.EndsWith("the first read 60, a later one more than 60.", Assert.ThrowsExactly<InvalidOperationException>(rows.InOnePass).Message);

        IEnumerable<Data.BinaryRow> Changing()
        {
            for (var i = 0; i < count; i++)
                yield return new Data.BinaryRow { Features = set.Row(i % Rows).ToArray(), Weight = 1 };
        }
    }

    private IDataView View(TrainingSet set) =>
        _mlContext.Transforms.DropColumns("Label").Fit(Data.Binary(_mlContext, set)).Transform(Data.Binary(_mlContext, set));

    private static ActivityRegularizedMlpOptions Options(bool cacheInMemory) => StreamedTraining.Options(cacheInMemory, shuffle: false);

    private static float[][] Expected(TrainingSet set) => [.. set.AllRows().Select(row => new[] { set.Row(row)[0], set.Row(row)[1], set.Weight(row) })];

    private static IEnumerable<float[]> Sorted(IEnumerable<float[]> rows) => rows.OrderBy(row => row[0]).ThenBy(row => row[1]);
}
