using Microsoft.ML;
using Microsoft.ML.Data;

namespace ActReg.MLNet.Benchmarks.Series;

/// <summary>The windows of a series, each with the value that comes next: the first ones to train on, the last ones to test on.</summary>
/// <param name="Train">The rows to train on.</param>
/// <param name="Test">Later ones.</param>
internal sealed record LaggedRows(LaggedRow[] Train, LaggedRow[] Test)
{
    /// <summary>The share of the rows to test on.</summary>
    private const double TestShare = 0.3;

    public static LaggedRows Of(float[] series)
    {
        LaggedRow[] rows = [.. Enumerable.Range(0, series.Length - LaggedRow.Lags).Select(first => new LaggedRow
        {
            Features = series[first..(first + LaggedRow.Lags)],
            Label = series[first + LaggedRow.Lags],
        })];
        var train = (int)(rows.Length * (1 - TestShare));
        return new(rows[..train], rows[train..]);
    }

    /// <summary>What a trainer, fitted on the first rows, forecasts for the last ones.</summary>
    public float[] Forecasts(MLContext mlContext, IEstimator<ITransformer> trainer) =>
        [.. trainer.Fit(mlContext.Data.LoadFromEnumerable(Train)).Transform(mlContext.Data.LoadFromEnumerable(Test)).GetColumn<float>("Score")];

    public double MeanAbsoluteError(float[] forecasts) => Test.Zip(forecasts).Average(pair => Math.Abs((double)pair.First.Label - pair.Second));
}

/// <summary>A window, and what comes next.</summary>
internal sealed class LaggedRow
{
    public const int Lags = 2 * GeneratedSeries.Season;

    [VectorType(Lags)]
    public float[] Features { get; set; } = [];

    public float Label { get; set; }
}
