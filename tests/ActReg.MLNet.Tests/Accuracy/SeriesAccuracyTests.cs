using ActReg.MLNet.Benchmarks.Series;

namespace ActReg.MLNet.Tests;

/// <summary>What a window gains, on generated series of which the last 30% are forecast; the benchmark command <c>series</c> has more draws and peers.</summary>
[TestClass]
public sealed class SeriesAccuracyTests
{
    private const int Months = 240;
    private const int Draws = 3;

    /// <summary>Most for the ensemble, whose features and scores are bounded: outside of what it has seen it is lost without.</summary>
    [TestMethod]
    public void A_series_that_grows_or_wanders_is_forecast_better_with_a_window()
    {
        AssertGains(SeriesMethod.Plain, SeriesMethod.PlainWindow, "wandering", 0.95);
        AssertGains(SeriesMethod.Tabular, SeriesMethod.TabularWindow, "growing", 0.4);
        AssertGains(SeriesMethod.Tabular, SeriesMethod.TabularWindow, "wandering", 0.8);
    }

    /// <summary>Where nothing moves there is nothing to gain, and the window hides the level.</summary>
    [TestMethod]
    public void A_steady_series_loses_little() => AssertGains(SeriesMethod.Plain, SeriesMethod.PlainWindow, "steady", 1.25);

    /// <summary>What the errors are made of.</summary>
    [TestMethod]
    public void Rows_to_test_on_come_after_those_to_train_on()
    {
        var series = GeneratedSeries.All[0].Draw(Months, 1);
        var rows = LaggedRows.Of(series);
        Assert.AreEqual(Months - LaggedRow.Lags, rows.Train.Length + rows.Test.Length);
        TinyTraining.AreEqual(series[LaggedRow.Lags..], rows.Train.Concat(rows.Test).Select(row => row.Label));
        TinyTraining.AreEqual(series[..LaggedRow.Lags], rows.Train[0].Features);
        Assert.AreEqual(rows.Test[^2].Label, rows.Test[^1].Features[^1]);
        Assert.AreEqual(2, rows.MeanAbsoluteError([.. rows.Test.Select((row, i) => row.Label + (i % 2 == 0 ? 2 : -2))]), 1e-3);
    }

    private static void AssertGains(SeriesMethod without, SeriesMethod with, string kind, double share)
    {
        var series = GeneratedSeries.All.Single(found => found.Name == kind);
        LaggedRows[] drawn = [.. Enumerable.Range(1, Draws).Select(seed => LaggedRows.Of(series.Draw(Months, seed)))];
        double[] errors = [.. new[] { without, with }.Select(method => drawn.Select((rows, i) => rows.MeanAbsoluteError(method.Forecast(rows, i + 1))).Average())];
        Assert.IsLessThan(share * errors[0], errors[1], $"{kind}: {without.Name} {errors[0]:F2}, {with.Name} {errors[1]:F2}");
    }
}
