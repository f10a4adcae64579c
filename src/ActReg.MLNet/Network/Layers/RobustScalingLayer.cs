using System.Text.Json.Serialization;

namespace ActReg.MLNet;

/// <summary>Moves features onto one scale that outliers hardly change, and bounds them smoothly; made by <see cref="Layer.RobustScaling"/>.</summary>
/// <remarks>
/// Weights, which are not trained, but found from the training rows: <c>center</c> of shape [units], the medians, and <c>factor</c> of shape [units], 1 over the
/// interquartile ranges. Where that range is 0, half the range takes its place, and a unit that is constant has the factor 0. Units of categories that are embedded stay as they are, whatever stands there.
/// </remarks>
public sealed record RobustScalingLayer : Layer
{
    [JsonConstructor]
    internal RobustScalingLayer(float? bound)
        : base(activityRegularizer: null) => Bound = bound is { } given ? Require.Positive(given, nameof(bound)) : null;

    /// <summary>What values come near to, the farther they are off, in both directions; <see langword="null"/> for none.</summary>
    public float? Bound { get; }

    internal override bool ComputesUnits => false;

    internal override int? InputRank => 1;

    internal override bool AdaptsToRows => true;

    internal override bool ScalesFeatures => true;

    internal override Adapted Adapt(SampledColumns input)
    {
        var quantiles = input.Quantiles();
        float[] centers = [.. quantiles.Select(of => of.Any ? (float)of.At(0.5) : 0)];
        float[] factors = [.. quantiles.Select((of, unit) => input.Categories.Contains(unit) && !of.Any ? 1 : Factor(of))];
        return new Adapted(this, [centers, factors], input with { Columns = [.. input.Columns.Select((column, unit) => Scaled(column, centers[unit], factors[unit]))] });
    }

    internal override void Accept(ILayerVisitor visitor) => visitor.Visit(this);

    private float[] Scaled(float[] column, float center, float factor) =>
        [.. column.Select(value => float.IsNaN(value) ? value : RobustScale.Of(value, center, factor, Bound ?? float.PositiveInfinity))];

    private static float Factor(ColumnQuantiles of)
    {
        if (!of.Any)
            return 0;
        var range = of.At(0.75) - of.At(0.25);
        if (range == 0)
            range = ((double)of.Most - of.Least) / 2;
        // A range so small that values beside it would overflow tells nothing of them.
        var factor = 1 / range;
        return double.IsFinite(factor) && factor <= float.MaxValue ? (float)factor : 0;
    }
}
