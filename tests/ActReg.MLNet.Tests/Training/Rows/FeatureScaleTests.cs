using CsCheck;
using Microsoft.ML;

namespace ActReg.MLNet.Tests;

[TestClass]
public sealed class FeatureScaleTests
{
    /// <summary>Means 3 and 20; variances 4 and 100, whose mean is 52.</summary>
    [TestMethod]
    public void Is_the_means_and_the_root_of_the_mean_variance()
    {
        var scale = Of(Set(2, [1, 10, 5, 30]));
        TinyTraining.AreEqual([3f, 20], scale.Center);
        Assert.AreEqual(MathF.Sqrt(52), scale.Scale);
        float[] row = [5, 10];
        scale.Apply(row);
        TinyTraining.AreEqual([(float)(2 / (double)MathF.Sqrt(52)), (float)(-10 / (double)MathF.Sqrt(52))], row);
        scale.Undo(row);
        Assert.AreEqual(5f, row[0], 1e-5f);
        Assert.AreEqual(10f, row[1], 1e-5f);
    }

    /// <summary>Weight 3 is the row three times: 0, 4, 4, 4 have mean 3 and variance 3.</summary>
    [TestMethod]
    public void A_row_counts_by_its_weight()
    {
        var scale = Of(Set(1, [0, 4], [0.5f, 1.5f]));
        TinyTraining.AreEqual([3f], scale.Center);
        Assert.AreEqual(MathF.Sqrt(3), scale.Scale);
    }

    /// <summary>Squares of these would keep no digit of the difference.</summary>
    [TestMethod]
    [DataRow(1e6f, 1f)]
    [DataRow(-1e6f, 1f)]
    [DataRow(16_777_216f, 2f)]
    [DataRow(1.6e9f, 128f)]
    public void Keeps_its_digits_far_from_zero(float offset, float deviation)
    {
        var values = Enumerable.Range(0, 2000).SelectMany(row => new[] { offset + (row % 2 == 0 ? deviation : -deviation), row % 2 == 0 ? deviation : -deviation });
        var scale = Of(Set(2, [.. values]));
        Assert.AreEqual(offset, scale.Center[0]);
        Assert.AreEqual(0, scale.Center[1], 1e-15 * deviation * 2000);
        Assert.AreEqual(deviation, scale.Scale);
    }

    /// <summary>Where <see cref="float"/> has no number between two values, their mean is none, and the spread is that from the center.</summary>
    [TestMethod]
    public void What_is_scaled_has_mean_square_1_even_where_means_are_rounded()
    {
        float[] values = [1e8f, 1e8f + 8];
        var scale = Of(Set(1, values));
        Assert.AreEqual(1, Scaled(values, scale).Average(value => value * (double)value), 1e-6);
    }

    [TestMethod]
    public void Where_nothing_differs_the_scale_is_1()
    {
        var scale = Of(Set(2, [7, 8, 7, 8]));
        TinyTraining.AreEqual([7f, 8], scale.Center);
        Assert.AreEqual(1f, scale.Scale);
        TinyTraining.AreEqual([0f, 0, 0, 0], Scaled([7, 8, 7, 8], scale));
    }

    [TestMethod]
    public void The_largest_features_have_a_finite_one()
    {
        var scale = Of(Set(1, [-3.4e38f, 3.4e38f, -3.4e38f, 3.4e38f]));
        Assert.IsTrue(scale.Problems(1).All(problem => problem == null));
        Assert.AreEqual(3.4e38f, scale.Scale);
    }

    /// <summary>Two passes over the rows, and what is scaled has weighted means of 0 and a weighted mean square of 1.</summary>
    [TestMethod]
    public void Is_what_two_passes_find() => Gen.Select(
        Gen.OneOf(Gen.Float[-10, 10], Gen.Const(-1e6f), Gen.Const(1e6f)), Gen.Int[2, 60], Gen.Int[1, 5], Gen.Int).Sample(
            (center, rows, features, seed) =>
            {
                var random = new Random(seed);
                float[] values = [.. Numbers.Array(random, rows * features, 5).Select((value, i) => value + (i % features == 0 ? center : 0))];
                float[] weights = [.. Numbers.Array(random, rows, 2).Select(power => MathF.Pow(10, power))];
                var scale = Of(Set(features, values, weights));
                double total = weights.Sum(weight => (double)weight), squares = 0;
                for (var i = 0; i < features; i++)
                {
                    var column = Enumerable.Range(0, rows).Select(row => (double)values[row * features + i]).ToArray();
                    var mean = column.Zip(weights, (value, weight) => value * weight).Sum() / total;
                    Assert.AreEqual((float)mean, scale.Center[i], 1e-6f * (1 + MathF.Abs(scale.Center[i])));
                    squares += column.Zip(weights, (value, weight) => weight * (value - scale.Center[i]) * (value - scale.Center[i])).Sum() / total;
                }

                Assert.AreEqual(Math.Sqrt(squares / features), scale.Scale, 1e-6 * scale.Scale);
                var scaled = Scaled(values, scale).Select((value, i) => weights[i / features] * (double)value * value).Sum() / total / features;
                Assert.AreEqual(1, scaled, 1e-5);
            },
            threads: 1);

    [TestMethod]
    public void Streamed_it_is_the_same_to_the_bit()
    {
        var set = TrainingSets.Create(new Random(3), 200, 3, weighted: true);
        set = set with { Features = new RowValues(3, [.. set.Features.ToArray().Select((value, i) => value * (1 + i % 3) + 1000 * (i % 3))]) };
        var mlContext = new MLContext(1);
        var data = Data.Binary(mlContext, set);
        var (kept, streamed) = (Rows(cacheInMemory: true), Rows(cacheInMemory: false));
        var (one, other) = (FeatureScale.Of(FeatureMoments.Of(kept, () => { })), FeatureScale.Of(FeatureMoments.Of(streamed, () => { })));
        Assert.AreEqual(one, other);

        // And so are the rows that are scaled by it, whichever way they are read.
        var adjustment = RowAdjustment.None with { FeatureScale = one };
        var expected = kept.InOnePass();
        foreach (var row in expected)
            one.Apply(row.AsSpan(0, 3));
        var (keptScaled, streamedScaled) = (kept.Adjust(adjustment), streamed.Adjust(adjustment));
        foreach (var rows in new[] { keptScaled.InOnePass(), keptScaled.InBatches(), streamedScaled.InOnePass(), streamedScaled.InBatches() })
            FeatureRows.AreEqual(expected, rows);
        Assert.AreEqual(((StreamedSet)streamed).Fingerprint, ((StreamedSet)streamed.Adjust(RowAdjustment.None)).Fingerprint);
        Assert.AreNotEqual(streamed.Fingerprint, streamedScaled.Fingerprint);
        Assert.AreNotEqual(
            streamedScaled.Fingerprint, streamed.Adjust(RowAdjustment.None with { FeatureScale = one with { Center = new([0f, 0, 0]) } }).Fingerprint);

        ITrainingRows Rows(bool cacheInMemory)
        {
            var options = StreamedTraining.Options(cacheInMemory);
            options.CheckpointPath = "some file";
            return FeatureRows.Read(data, options).Train;
        }
    }

    /// <summary>So that a set takes no more memory than without.</summary>
    [TestMethod]
    public void Rows_in_memory_are_scaled_where_they_are_and_targets_with_them_once()
    {
        var set = Set(2, [1, 10, 5, 30]);
        var adjusted = ((MemoryRows)new MemoryRows(set).Adjust(RowAdjustment.None with { FeatureScale = new(new([3, 20]), 2) })).Set;
        Assert.AreSame(set.Features, adjusted.Features);
        Assert.AreSame(set.Features, adjusted.Targets);
        TinyTraining.AreEqual([-1f, -5, 1, 5], adjusted.Features.ToArray());
    }

    [TestMethod]
    public void Labels_are_not_scaled_with_features()
    {
        var set = new TrainingSet(1, [1, 5], [7, 8], null);
        var adjusted = ((MemoryRows)new MemoryRows(set).Adjust(RowAdjustment.None with { FeatureScale = new(new([3]), 2) })).Set;
        TinyTraining.AreEqual([-1f, 1], adjusted.Features.ToArray());
        TinyTraining.AreEqual([7f, 8], adjusted.Targets.ToArray());
    }

    [TestMethod]
    public void What_is_wrong_with_a_stored_one_is_told()
    {
        Assert.IsTrue(new FeatureScale(new([1, 2]), 3).Problems(2).All(problem => problem == null));
        TinyTraining.AreEqual(
            ["featureScale.center must be 2 numbers; received 1.", "featureScale.scale must be finite and greater than 0; received 0."],
            new FeatureScale(new([1]), 0).Problems(2).OfType<string>());
        TinyTraining.AreEqual(
            ["featureScale.center must be 2 numbers; received 0.", "featureScale.scale must be finite and greater than 0; received NaN."],
            new FeatureScale(new([]), float.NaN).Problems(2).OfType<string>());
        TinyTraining.AreEqual(["featureScale.center[1] must be finite; received NaN."], new FeatureScale(new([1, float.NaN]), 3).Problems(2).OfType<string>());
    }

    private static TrainingSet Set(int features, float[] values, float[]? weights = null) =>
        TrainingSet.OfFeatures(new(features, values), weights == null ? null : new(1, weights));

    private static FeatureScale Of(TrainingSet set) => FeatureScale.Of(FeatureMoments.Of(new MemoryRows(set), () => { }));

    private static float[] Scaled(float[] values, FeatureScale scale)
    {
        float[] copy = [.. values];
        for (var i = 0; i < copy.Length; i += scale.Center.Count)
            scale.Apply(copy.AsSpan(i, scale.Center.Count));
        return copy;
    }
}
