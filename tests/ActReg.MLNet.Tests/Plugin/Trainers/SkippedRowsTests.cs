using Microsoft.ML;

namespace ActReg.MLNet.Tests;

/// <summary>Rows that nothing can be learned from.</summary>
[TestClass]
public sealed class SkippedRowsTests
{
    private const string NoRows = "The training set has no usable row: it is empty, or every row has a missing or infinite feature or label, or a weight that is not finite and above 0.";
    private readonly MLContext _mlContext = new(seed: 1);

    /// <summary>Sums of such weights, or of such weights times anything, are 0 or infinite.</summary>
    [TestMethod]
    [DataRow(1e-45f, true, "1E-45")]
    [DataRow(1e-45f, false, "1E-45")]
    [DataRow(3e38f, true, "3E+38")]
    public void Weights_that_cannot_be_summed_are_refused(float weight, bool cacheInMemory, string text)
    {
        var options = TinyTraining.Options();
        options.ExampleWeightColumnName = "Weight";
        options.CacheInMemory = cacheInMemory;
        var data = Data.Binary(_mlContext, 2, [0, 1, 1, 0, 2, 2], [true, false, true], [1, weight, 1]);
        Assert.AreEqual(
            $"column \"Weight\" must have weights from 1E-30 to 1E+30, only the proportions of which count; received {text}.",
            Assert.ThrowsExactly<InvalidOperationException>(() => TinyTraining.Trainer(_mlContext, options).Fit(data)).Message);
    }

    [TestMethod]
    public void Are_counted_in_one_warning_and_change_nothing()
    {
        float[] good = [1, 2, -1, 0, 3, 1];
        bool[] goodLabels = [true, false, true];
        float[] bad = [.. good, float.NaN, 1, 1, float.PositiveInfinity, 1, 1, 1, 1, 1, 1, 1, 1];
        bool[] badLabels = [.. goodLabels, true, false, true, false, true, true];
        float[] goodWeights = [1, 2, 0.5f];
        float[] badWeights = [.. goodWeights, 1, 1, 0, -1, float.NaN, float.PositiveInfinity];
        var trainer = Trainer();
        var log = new RecordedLog(_mlContext);

        var expected = trainer.Fit(Data.Binary(_mlContext, 2, good, goodLabels, goodWeights));
        Assert.IsEmpty(log.Warnings);
        var found = trainer.Fit(Data.Binary(_mlContext, 2, bad, badLabels, badWeights));

        TinyTraining.AreEqual(expected.AllWeights(), found.AllWeights());
        TinyTraining.AreEqual(
            [
                "Skipped 6 of the 9 rows of the training set: 2 with a missing or infinite feature, 4 with a weight "
                + "that is not finite and above 0.",
            ],
            log.Warnings);
    }

    [TestMethod]
    public void Of_the_validation_set_are_counted_too()
    {
        var log = new RecordedLog(_mlContext);
        var train = Data.Binary(_mlContext, 1, [1, -1], [true, false]);
        Trainer().Fit(train, Data.Binary(_mlContext, 1, [1, float.NaN], [true, true]));
        Assert.HasCount(1, log.Warnings);
        Assert.StartsWith("Skipped 1 of the 2 rows of the validation set: 1 with a missing or infinite feature", log.Warnings[0]);
    }

    [TestMethod]
    public void Leave_an_error_where_there_is_no_other_row()
    {
        var allBad = Data.Binary(_mlContext, 1, [float.NaN, 1], [true, false], [1, 0]);
        var empty = Data.Binary(_mlContext, 1, [], []);
        var good = Data.Binary(_mlContext, 1, [1], [true]);
        Assert.AreEqual(NoRows, Assert.ThrowsExactly<InvalidOperationException>(() => Trainer().Fit(allBad)).Message);
        Assert.AreEqual(NoRows, Assert.ThrowsExactly<InvalidOperationException>(() => Trainer().Fit(empty)).Message);
        Assert.AreEqual(
            NoRows.Replace("training", "validation", StringComparison.Ordinal),
            Assert.ThrowsExactly<InvalidOperationException>(() => Trainer().Fit(good, empty)).Message);
    }

    [TestMethod]
    public void A_row_of_weight_two_counts_like_the_row_twice()
    {
        var options = TinyTraining.Options();
        options.Shuffle = false;
        options.BatchSize = 8;
        var plain = TinyTraining.Trainer(_mlContext, options);
        options.ExampleWeightColumnName = "Weight";
        var weighted = TinyTraining.Trainer(_mlContext, options);

        var twice = plain.Fit(Data.Binary(_mlContext, 1, [1, -1, -1], [true, false, false])).AllWeights();
        var heavy = weighted.Fit(Data.Binary(_mlContext, 1, [1, -1], [true, false], [1, 2])).AllWeights();
        for (var i = 0; i < twice.Length; i++)
            Assert.AreEqual(twice[i], heavy[i], 1e-6f);
    }

    private ActivityRegularizedBinaryTrainer Trainer()
    {
        var options = TinyTraining.Options();
        options.ExampleWeightColumnName = "Weight";
        return TinyTraining.Trainer(_mlContext, options);
    }
}
