using ActReg.MLNet;
using Microsoft.ML.Data;

namespace Microsoft.ML;

/// <summary>Where ML.NET's catalogs offer intervals of predictions.</summary>
public static class ConformalIntervalCatalog
{
    /// <summary>Intervals that hold a row's label as often as they promise, learned from scored rows that no model was trained on: conformalized quantile regression, and of one
    /// prediction per row split conformal prediction. <see cref="ConformalIntervalEstimator"/> says what exactly is promised.</summary>
    /// <param name="catalog">The <c>mlContext.Regression</c> catalog.</param>
    /// <param name="coverage">The share of rows whose interval is to hold their label, above 0 and below 1; 0.9 by default.</param>
    /// <param name="labelColumnName">The label, <see cref="float"/>.</param>
    /// <param name="scoreColumnName">What a model predicts: a <see cref="float"/>, or a vector of quantiles, of which the first and the last are taken.</param>
    /// <param name="lowerBoundColumnName">The column for the lower bound.</param>
    /// <param name="upperBoundColumnName">The column for the upper bound.</param>
    /// <exception cref="ArgumentException">Arguments are out of range; the message names all that are.</exception>
    /// <example><code>
    /// var interval = mlContext.Regression.ConformalInterval(coverage: 0.9f).Fit(model.Transform(calibrationRows));
    /// IDataView bounded = interval.Transform(model.Transform(newRows));
    /// </code></example>
    public static ConformalIntervalEstimator ConformalInterval(
        this RegressionCatalog catalog,
        float coverage = 0.9f,
        string labelColumnName = DefaultColumnNames.Label,
        string scoreColumnName = DefaultColumnNames.Score,
        string lowerBoundColumnName = "LowerBound",
        string upperBoundColumnName = "UpperBound")
    {
        ArgumentNullException.ThrowIfNull(catalog);
        return new ConformalIntervalEstimator(
            CatalogUtils.GetEnvironment(catalog), new(scoreColumnName, lowerBoundColumnName, upperBoundColumnName), labelColumnName, coverage);
    }
}
