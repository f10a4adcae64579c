using CsCheck;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace ActReg.MLNet.Tests;

/// <summary>Setting whole groups of rows aside.</summary>
[TestClass]
public sealed class SamplingKeyTests
{
    private readonly MLContext _mlContext = new(seed: 1);

    /// <summary>In memory, streamed, streamed from a view that shuffles itself, and in another order.</summary>
    [TestMethod]
    public void A_group_is_in_one_part_the_same_however_its_rows_are_read() =>
        Gen.Select(Gen.Int[2, 12], Gen.Int[2, 30], Gen.Float[0.1f, 0.9f], Gen.Int).Sample(
            (groups, rows, fraction, seed) =>
            {
                var random = new Random(seed);
                int[] groupOf = [.. Enumerable.Range(0, rows).Select(_ => random.Next(groups))];
                int[] other = [.. Enumerable.Range(0, rows)];
                random.Shuffle(other);
                var expected = Parts(groupOf, [.. Enumerable.Range(0, rows)], fraction, seed, cacheInMemory: true);
                foreach (var actual in new[]
                {
                    Parts(groupOf, [.. Enumerable.Range(0, rows)], fraction, seed, cacheInMemory: false),
                    Parts(groupOf, [.. Enumerable.Range(0, rows)], fraction, seed, cacheInMemory: false, canShuffle: true),
                    Parts(groupOf, other, fraction, seed, cacheInMemory: true),
                    Parts(groupOf, other, fraction, seed, cacheInMemory: false),
                })
                {
                    Assert.AreEqual(expected.Error, actual.Error);
                    TinyTraining.AreEqual(expected.SetAside.Order(), actual.SetAside.Order());
                }

                if (expected.Error != null)
                {
                    Assert.HasCount(1, groupOf.Distinct());
                    Assert.Contains(
                        expected.Error, new[] { 0, 1 }.Select(setAside =>
                            $"validationFraction sets {setAside} of the 1 group(s) of column \"Text\" aside; there must be one to validate on and one to train on."));
                    return;
                }

                TinyTraining.AreEqual(Enumerable.Range(0, rows).Except(expected.SetAside), expected.Train.Order());
                Assert.IsEmpty(expected.Train.Select(row => groupOf[row]).Intersect(expected.SetAside.Select(row => groupOf[row])));
            },
            seed: "0000KOIXDVWj", iter: 12, threads: 1);

    [TestMethod]
    [DataRow("Text")]
    [DataRow("Key")]
    [DataRow("Single")]
    [DataRow("Int64")]
    [DataRow("Boolean")]
    public void Values_of_each_type_are_drawn(string column)
    {
        int[] groupOf = [.. Enumerable.Range(0, 20).Select(row => row % 2)];
        int[] all = [.. Enumerable.Range(0, 20)];
        // Two groups are parted whatever the share, and not always the same way.
        var taken = new HashSet<int>();
        for (var seed = 0; seed < 20; seed++)
        {
            var parts = Parts(groupOf, all, seed % 2 == 0 ? 0.01f : 0.99f, seed, cacheInMemory: true, column: column);
            Assert.HasCount(1, parts.Train.Select(row => row % 2).Distinct());
            Assert.HasCount(10, parts.SetAside);
            taken.Add(parts.SetAside.Select(row => row % 2).Distinct().Single());
        }

        Assert.HasCount(2, taken);
    }

    /// <summary>Of 2000 groups the share is within 5 standard deviations.</summary>
    [TestMethod]
    public void The_share_of_groups_is_met_as_by_chance()
    {
        int[] all = [.. Enumerable.Range(0, 2000)];
        Assert.AreEqual(600, Parts(all, all, 0.3f, seed: 1, cacheInMemory: true).SetAside.Length, 5 * Math.Sqrt(2000 * 0.3 * 0.7));
    }

    /// <summary>What is set aside is trained on as little as a set that is given.</summary>
    [TestMethod]
    [DataRow(true)]
    [DataRow(false)]
    public void Equals_training_and_validating_on_the_two_parts(bool cacheInMemory)
    {
        int[] all = [.. Enumerable.Range(0, 50)];
        int[] groupOf = [.. all.Select(row => row % 7)];
        var (train, setAside, _) = Parts(groupOf, all, 0.4f, seed: 5, cacheInMemory: true);
        var options = Options(0.4f, seed: 5);
        options.CacheInMemory = cacheInMemory;
        options.Shuffle = false;
        var model = TinyTraining.Trainer(_mlContext, options).Fit(View(_mlContext, groupOf, all)).Network();
        Assert.AreEqual("Text", model.TrainingSettings.SamplingKeyColumnName);

        options = TinyTraining.Options();
        options.Shuffle = false;
        var expected = TinyTraining.Trainer(_mlContext, options)
            .Fit(View(_mlContext, groupOf, [.. train.Order()]), View(_mlContext, groupOf, [.. setAside.Order()])).Network();
        TinyTraining.AreEqual(expected.AllWeights(), model.AllWeights());
        TinyTraining.AreEqual(expected.History, model.History);
    }

    [TestMethod]
    public void Columns_that_cannot_be_sampled_by_are_refused()
    {
        var data = View(_mlContext, [0, 1], [0, 1]);
        Assert.AreEqual("samplingKeyColumnName must name a column of the training set; received \"Patient\".", Error("Patient"));
        Assert.AreEqual(
            "column \"Features\" must be a text, a number, a key or a Boolean to be sampled by; received Vector<Single, 1>.", Error("Features"));
        Assert.AreEqual("column \"Date\" must be a text, a number, a key or a Boolean to be sampled by; received DateTime.", Error("Date"));

        string Error(string column) => Assert.ThrowsExactly<ArgumentException>(
            () => TinyTraining.Trainer(_mlContext, Options(0.5f, seed: 1, column)).Fit(data)).Message;
    }

    [TestMethod]
    public void Options_are_checked_together()
    {
        Assert.AreEqual(
            "samplingKeyColumnName must be left out without a validationFraction; received \"Text\".", Error(Options(0, seed: 1)));
        Assert.AreEqual("samplingKeyColumnName must name a column; received \" \".", Error(Options(0.5f, seed: 1, " ")));
        var options = Options(0.5f, seed: 1);
        options.ValidationRows = ValidationRows.Last;
        Assert.AreEqual("samplingKeyColumnName must be left out where validationRows is Last; received \"Text\".", Error(options));

        string Error(ActivityRegularizedMlpOptions refused) =>
            Assert.ThrowsExactly<ArgumentException>(() => TinyTraining.Trainer(_mlContext, refused)).Message;
    }

    private static ActivityRegularizedMlpOptions Options(float fraction, int seed, string column = "Text")
    {
        var options = TinyTraining.Options();
        Change(options, fraction, seed, column);
        return options;
    }

    private static void Change(ActivityRegularizedMlpOptions options, float fraction, int seed, string column)
    {
        options.ValidationFraction = fraction;
        options.SamplingKeyColumnName = column;
        options.Seed = seed;
    }

    /// <summary>The rows that a training saw in its first epoch, and those that it was measured on.</summary>
    private static (int[] Train, int[] SetAside, string? Error) Parts(
        int[] groupOf, int[] rows, float fraction, int seed, bool cacheInMemory, bool canShuffle = false, string column = "Text")
    {
        try
        {
            var seen = StreamedTraining.SeenRows(
                rows.Length,
                options =>
                {
                    Change(options, fraction, seed, column);
                    options.BatchSize = rows.Length;
                    options.CacheInMemory = cacheInMemory;
                    options.Epochs = 1;
                },
                canShuffle, create: context => View(context, groupOf, rows));
            Assert.HasCount(2, seen);
            return (seen[0], seen[1], null);
        }
        catch (InvalidOperationException e)
        {
            return ([], [], e.Message);
        }
    }

    private static IDataView View(MLContext context, int[] groupOf, int[] rows) => context.Data.LoadFromEnumerable(rows.Select(row => new Row
    {
        Features = [row],
        Label = row % 2 == 0,
        Text = $"group {groupOf[row]}",
        Key = (uint)groupOf[row],
        Single = groupOf[row] / 3f,
        Int64 = groupOf[row],
        Boolean = groupOf[row] == 0,
    }).ToList());

    private sealed class Row
    {
        [VectorType(1)]
        public float[] Features { get; set; } = [];

        public bool Label { get; set; }

        public string Text { get; set; } = "";

        [KeyType(100)]
        public uint Key { get; set; }

        public float Single { get; set; }

        public long Int64 { get; set; }

        public bool Boolean { get; set; }

        public DateTime Date { get; set; }
    }
}
