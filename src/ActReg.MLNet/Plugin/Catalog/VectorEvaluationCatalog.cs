using System.Globalization;
using ActReg.MLNet;
using Microsoft.ML.Data;

namespace Microsoft.ML;

/// <summary>Measures predictions of several values per row, which ML.NET's own evaluators do not take.</summary>
public static class VectorEvaluationCatalog
{
    /// <summary>Measures predictions of several numbers per row. Rows with a label or score that is missing or infinite, or a weight that is not above 0, are left out.</summary>
    /// <param name="catalog">The <c>mlContext.Regression</c> catalog.</param>
    /// <param name="data">Scored rows.</param>
    /// <param name="labelColumnName">The labels, a known-size vector of <see cref="float"/>.</param>
    /// <param name="scoreColumnName">As many predictions, <see cref="float"/>.</param>
    /// <param name="exampleWeightColumnName">The weights, <see cref="float"/>; none by default.</param>
    /// <exception cref="ArgumentException">A column is missing or of another type, or no row can be measured.</exception>
    public static MultiOutputMetrics EvaluateMultiOutput(
        this RegressionCatalog catalog, IDataView data, string labelColumnName = DefaultColumnNames.Label, string scoreColumnName = DefaultColumnNames.Score,
        string? exampleWeightColumnName = null)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        var columns = ScoredColumns.Find(data, labelColumnName, isVector: true, mayBeBoolean: false, scoreColumnName, exampleWeightColumnName);
        return MultiOutputMetrics.Of(columns.Read(data), columns.Names());
    }

    /// <summary>Measures predictions of several quantiles of a number. Rows with a label or score that is missing or infinite, or a weight that is not above 0, are left out.</summary>
    /// <param name="catalog">The <c>mlContext.Regression</c> catalog.</param>
    /// <param name="data">Scored rows.</param>
    /// <param name="quantiles">Of each score the share of labels that it is to be above; by default the scores' slot names, which models of this plugin set.</param>
    /// <param name="labelColumnName">The label, <see cref="float"/>.</param>
    /// <param name="scoreColumnName">The quantiles, a known-size vector of <see cref="float"/>.</param>
    /// <param name="exampleWeightColumnName">The weights, <see cref="float"/>; none by default.</param>
    /// <exception cref="ArgumentException">A column is missing or of another type, quantiles are not known or out of range, or no row can be measured.</exception>
    public static QuantileMetrics EvaluateQuantiles(
        this RegressionCatalog catalog, IDataView data, IReadOnlyList<float>? quantiles = null, string labelColumnName = DefaultColumnNames.Label,
        string scoreColumnName = DefaultColumnNames.Score, string? exampleWeightColumnName = null)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        var columns = ScoredColumns.Find(data, labelColumnName, isVector: false, mayBeBoolean: false, scoreColumnName, exampleWeightColumnName);
        var count = ((VectorDataViewType)columns.Score.Type).Size;
        quantiles ??= Shares(columns) ?? throw new ArgumentException(
            Rule.Broken("quantiles", $"must be given, since the slots of column \"{scoreColumnName}\" are not named by them", "null"));
        Rule.ThrowIfBroken(
        [
            quantiles.Count == count ? null : Rule.Broken("quantiles", $"must be {count}, one per slot of column \"{scoreColumnName}\"", quantiles.Count),
            .. QuantileObjective.Problems(quantiles),
        ]);
        return QuantileMetrics.Of(columns.Read(data), quantiles);
    }

    /// <summary>Measures how well the labels of rows are told. Rows with a label or score that is missing or infinite, or a weight that is not above 0, are left out.</summary>
    /// <param name="catalog">The <c>mlContext.MulticlassClassification</c> catalog.</param>
    /// <param name="data">Scored rows.</param>
    /// <param name="labelColumnName">The labels, a known-size vector of <see cref="bool"/>, or of <see cref="float"/> that are 0 or 1.</param>
    /// <param name="scoreColumnName">As many logits, <see cref="float"/>; a label is predicted where its logit is above 0.</param>
    /// <param name="exampleWeightColumnName">The weights, <see cref="float"/>; none by default.</param>
    /// <exception cref="ArgumentException">A column is missing or of another type, or no row can be measured.</exception>
    public static MultilabelMetrics EvaluateMultilabel(
        this MulticlassClassificationCatalog catalog, IDataView data, string labelColumnName = DefaultColumnNames.Label,
        string scoreColumnName = DefaultColumnNames.Score, string? exampleWeightColumnName = null)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        var columns = ScoredColumns.Find(data, labelColumnName, isVector: true, mayBeBoolean: true, scoreColumnName, exampleWeightColumnName);
        return MultilabelMetrics.Of(columns.Read(data), columns.Names());
    }

    private static float[]? Shares(ScoredColumns columns)
    {
        float[] shares = [.. (ColumnMarks.OfLabel(columns.Score).SlotNames ?? []).Select(
            name => float.TryParse(name, NumberStyles.Float, CultureInfo.InvariantCulture, out var share) ? share : float.NaN)];
        return shares.Length > 0 && shares.All(float.IsFinite) ? shares : null;
    }
}
