using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace ActReg.MLNet;

/// <summary>Learns, from rows that no model was trained on, how wide intervals have to be; made by <c>mlContext.Regression.ConformalInterval</c>.</summary>
/// <remarks>
/// <para>Input columns: the label, <see cref="float"/>, and Score: of a model of quantiles, a vector, whose first and last value are the bounds to begin with; or of any regression, a
/// number, around which the interval lies. Output columns: two <see cref="float"/>, the bounds; NaN where Score is.</para>
/// <para>Both bounds move outwards, or inwards, by the same margin: the <c>⌈coverage (n + 1)⌉</c>th smallest of the <c>n</c> rows' errors <c>max(lower - label, label - upper)</c>.
/// A further row, exchangeable with these, then has its label in its interval with a probability of at least the coverage, whatever the model and the
/// distribution; where no errors are equal, of at most <c>1 / (n + 1)</c> more (Y. Romano, E. Patterson and E. Candès, "Conformalized quantile regression", 2019). That is on average over
/// calibration sets and rows, not for each kind of row.</para>
/// </remarks>
public sealed class ConformalIntervalEstimator : IEstimator<ConformalIntervalTransformer>
{
    private readonly IHost _host;
    private readonly IntervalColumns _columns;
    private readonly string _labelColumnName;
    private readonly float _coverage;

    internal ConformalIntervalEstimator(IHostEnvironment env, IntervalColumns columns, string labelColumnName, float coverage)
    {
        Rule.ThrowIfBroken(
        [
            Rule.Fraction(coverage, nameof(coverage)), Rule.NotBlank(labelColumnName, nameof(labelColumnName)), Rule.NotBlank(columns.Score, "scoreColumnName"),
            Rule.NotBlank(columns.LowerBound, "lowerBoundColumnName"), Rule.NotBlank(columns.UpperBound, "upperBoundColumnName"),
            columns.LowerBound == columns.UpperBound ? Rule.Broken("upperBoundColumnName", "must be another than lowerBoundColumnName", $"\"{columns.UpperBound}\"") : null,
        ]);
        _host = env.Register(nameof(ConformalIntervalEstimator));
        _columns = columns;
        _labelColumnName = labelColumnName;
        _coverage = coverage;
    }

    /// <summary>Learns the margin.</summary>
    /// <param name="input">Scored rows that neither training nor validation has seen. One with a label or score that is missing or infinite is left out.</param>
    /// <exception cref="ArgumentException">A column is missing or of another type, or the rows are too few to say anything of the coverage.</exception>
    public ConformalIntervalTransformer Fit(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        GetOutputSchema(SchemaShape.Create(input.Schema));
        var errors = ReadErrors(input);
        return errors.Count >= ConformalMargin.FewestRows(_coverage)
            ? new ConformalIntervalTransformer(_host, _columns, ConformalMargin.Of(errors, _coverage))
            : throw new ArgumentException(Rule.Broken(
                "the calibration data", FormattableString.Invariant($"must have at least {ConformalMargin.FewestRows(_coverage)} rows with a label and a score for a coverage of {_coverage}"), errors.Count));
    }

    /// <summary>The input columns and the bounds.</summary>
    /// <param name="inputSchema">The input columns.</param>
    /// <exception cref="ArgumentException">A column is missing, or of another type.</exception>
    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        if (!inputSchema.TryFindColumn(_labelColumnName, out var label))
            throw _host.ExceptSchemaMismatch(nameof(inputSchema), "label", _labelColumnName);
        return label is { Kind: SchemaShape.Column.VectorKind.Scalar, IsKey: false } && label.ItemType == NumberDataViewType.Single
            ? _columns.OutputSchemaShape(_host, inputSchema)
            : throw _host.ExceptSchemaMismatch(nameof(inputSchema), "label", _labelColumnName, "Single", label.GetTypeString());
    }

    private List<double> ReadErrors(IDataView input)
    {
        var (score, labelColumn) = (_columns.FindScore(_host, input.Schema), input.Schema[_labelColumnName]);
        using var cursor = input.GetRowCursor([score, labelColumn]);
        var bounds = IntervalColumns.Bounds(cursor, score);
        var labels = cursor.GetGetter<float>(labelColumn);
        var errors = new List<double>();
        while (cursor.MoveNext())
        {
            var label = default(float);
            labels(ref label);
            var (lower, upper) = bounds();
            if (ConformalMargin.Error(lower, upper, label) is var error && double.IsFinite(error))
                errors.Add(error);
        }

        return errors;
    }
}
