using CsCheck;

namespace ActReg.MLNet.Tests;

/// <summary>The mean and spread of a row's window, by closed forms.</summary>
[TestClass]
public sealed class SeriesWindowTests
{
    [TestMethod]
    public void Scales_a_row_by_the_mean_and_the_population_standard_deviation_of_its_window()
    {
        float[] row = [100, 1, 2, 3, 4, -100];
        var scale = SeriesWindow.Of(first: 1, count: 4).Apply(row);
        // The variance of 1 to n is (n² - 1) / 12.
        var spread = (float)Math.Sqrt(15 / 12.0);
        Assert.AreEqual(new WindowScale(2.5f, spread), scale);
        TinyTraining.AreEqual([100, (float)(-1.5 / spread), (float)(-0.5 / spread), (float)(0.5 / spread), (float)(1.5 / spread), -100], row);
    }

    [TestMethod]
    public void Slots_may_be_any_steps_apart()
    {
        float[] row = [1, 10, 3, 20, 5, 30, 7];
        Assert.AreEqual(new WindowScale(4, (float)Math.Sqrt(5)), SeriesWindow.Of(step: 2).ScaleOf(row));
        Assert.AreEqual(new WindowScale(20, (float)Math.Sqrt(200 / 3.0)), SeriesWindow.Of(first: 1, step: 2).ScaleOf(row));
        Assert.AreEqual(new WindowScale(15, 5), SeriesWindow.Of(first: 1, count: 2, step: 2).ScaleOf(row));
        TinyTraining.AreEqual([1, 3], Enumerable.Range(0, 7).Where(slot => SeriesWindow.Of(first: 1, count: 2, step: 2).Has(slot, 7)));
        TinyTraining.AreEqual([2, 5], Enumerable.Range(0, 7).Where(slot => SeriesWindow.Of(first: 2, step: 3).Has(slot, 7)));
    }

    /// <summary>Whatever the values: mean 0, standard deviation 1, and back.</summary>
    [TestMethod]
    public void What_is_scaled_is_standard_and_comes_back() => Gen.Select(Gen.Float[-10, 10].Array[2, 30], Gen.Float[-1e4f, 1e4f], Gen.Float[1e-3f, 1e4f])
        .Where((values, _, _) => values.Max() - values.Min() > 1)
        .Sample((values, offset, factor) =>
        {
            float[] row = [.. values.Select(value => offset + factor * value)];
            float[] scaled = [.. row];
            var scale = SeriesWindow.All.Apply(scaled);
            // What a value as large as these is rounded to, in spreads.
            var grain = (Math.Abs(offset) + 10 * factor) * 1.2e-7 / scale.Spread + 1e-6;
            Assert.AreEqual(0, scaled.Average(value => (double)value), 2 * grain);
            Assert.AreEqual(1, Math.Sqrt(scaled.Average(value => (double)value * value)), 4 * grain);
            scale.Undo(scaled);
            for (var i = 0; i < row.Length; i++)
                Assert.AreEqual(row[i], scaled[i], 4 * grain * scale.Spread);
        }, threads: 1);

    /// <summary>No rounding of the sum makes a spread.</summary>
    [TestMethod]
    public void A_constant_window_has_no_spread_and_scores_its_value() => Gen.Select(Gen.Float, Gen.Int[2, 2000])
        .Where((value, _) => float.IsFinite(value))
        .Sample((value, count) =>
        {
            float[] row = [.. Enumerable.Repeat(value, count)];
            var scale = SeriesWindow.All.Apply(row);
            Assert.AreEqual(new WindowScale(value, 0), scale);
            Assert.IsTrue(row.All(scaled => scaled == 0));
            float[] scores = [5, float.NaN, float.PositiveInfinity];
            scale.Undo(scores);
            TinyTraining.AreEqual([value, value, value], scores);
            Assert.IsFalse(scale.CanScale([value]));
        }, threads: 1);

    [TestMethod]
    public void What_is_missing_counts_for_nothing()
    {
        float[] row = [float.NaN, 1, 3, float.NaN];
        var scale = SeriesWindow.All.Apply(row);
        Assert.AreEqual(new WindowScale(2, 1), scale);
        TinyTraining.AreEqual([float.NaN, -1, 1, float.NaN], row);
        Assert.AreEqual(new WindowScale(7, 0), SeriesWindow.All.ScaleOf([float.NaN, 7]));

        row = [float.NaN, float.NaN];
        scale = SeriesWindow.All.Apply(row);
        Assert.AreEqual(new WindowScale(float.NaN, 0), scale);
        Assert.IsFalse(scale.CanScale([1]));
        float[] scores = [1];
        scale.Undo(scores);
        TinyTraining.AreEqual([float.NaN], scores);
    }

    /// <summary>Numbers of all sizes that there are; a label too far off for its window's spread is told.</summary>
    [TestMethod]
    public void Nothing_overflows()
    {
        float[] row = [float.MaxValue, float.MinValue];
        Assert.AreEqual(new WindowScale(0, float.MaxValue), SeriesWindow.All.Apply(row));
        TinyTraining.AreEqual([1, -1], row);
        var scale = SeriesWindow.All.ScaleOf([0, 1e-30f]);
        Assert.IsTrue(scale.CanScale([1]));
        Assert.IsFalse(scale.CanScale([1, 1e10f]));
    }

    [TestMethod]
    public void Is_written_as_it_is_made()
    {
        Assert.AreEqual("SeriesWindow.All", SeriesWindow.Of().ToString());
        Assert.AreEqual("SeriesWindow.Of(first: 2)", SeriesWindow.Of(2).ToString());
        Assert.AreEqual("SeriesWindow.Of(first: 0, count: 24, step: 3)", SeriesWindow.Of(count: 24, step: 3).ToString());
        Assert.AreEqual(SeriesWindow.All, SeriesWindow.Of(0, null, 1));
    }

    [TestMethod]
    public void What_it_cannot_be_is_refused()
    {
        Refused("first must be at least 0; received -1.", () => SeriesWindow.Of(-1));
        Refused("count must be at least 2; received 1.", () => SeriesWindow.Of(count: 1));
        Refused("step must be at least 1; received 0.", () => SeriesWindow.Of(step: 0));
        foreach (var (window, featureCount, fits) in new[]
        {
            (SeriesWindow.All, 2, true), (SeriesWindow.All, 1, false), (SeriesWindow.Of(1), 3, true), (SeriesWindow.Of(1), 2, false), (SeriesWindow.Of(9), 2, false),
            (SeriesWindow.Of(0, 3), 3, true), (SeriesWindow.Of(0, 3), 2, false), (SeriesWindow.Of(1, 2, 4), 6, true), (SeriesWindow.Of(1, 2, 4), 5, false),
            (SeriesWindow.Of(int.MaxValue), 5, false), (SeriesWindow.Of(1, int.MaxValue, int.MaxValue), 5, false), (SeriesWindow.Of(step: 4), 5, true), (SeriesWindow.Of(step: 4), 4, false),
        })
        {
            Assert.AreEqual(
                fits ? null : $"seriesWindow must be at least 2 of the {featureCount} slots of features, and none beyond; received {window}.", window.Problem(featureCount, "features"));
        }

        static void Refused(string message, Action make) => Assert.StartsWith(message, Assert.ThrowsExactly<ArgumentOutOfRangeException>(make).Message);
    }
}
