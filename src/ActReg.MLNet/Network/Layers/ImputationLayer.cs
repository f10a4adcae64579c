using System.Text.Json.Serialization;

namespace ActReg.MLNet;

/// <summary>Fills in missing features, and says which were missing; made by <see cref="Layer.Imputation"/>.</summary>
/// <remarks>
/// Puts out [features + indicators]: each feature, or its median where it is missing, and then, for each of <see cref="Indicators"/>, 1 where that feature is missing and 0
/// where it is not. Its weight, which is not trained: <c>median</c> of shape [features], of the training rows in which a feature is not missing; 0 where it is in all.
/// </remarks>
public sealed record ImputationLayer : Layer
{
    [JsonConstructor]
    internal ImputationLayer(IReadOnlyList<int>? indicators = null)
        : base(activityRegularizer: null)
    {
        Indicators = indicators == null ? null : new ValueList<int>(indicators);
        if (indicators?.Any(feature => feature < 0) == true || indicators?.Zip(indicators.Skip(1)).Any(pair => pair.First >= pair.Second) == true)
            throw new ArgumentException(Rule.Broken(nameof(indicators), "must be features in ascending order", Indicators));
    }

    /// <summary>The features that have an indicator: those that are missing in some training row. Before training <see langword="null"/>.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<int>? Indicators { get; private init; }

    internal override bool ComputesUnits => false;

    internal override int? InputRank => 1;

    internal override bool AdaptsToRows => true;

    internal override Layer Unadapted => this with { Indicators = null };

    internal override Adapted Adapt(SampledColumns input)
    {
        int[] missing = [.. Indicators ?? [.. Enumerable.Range(0, input.Columns.Count).Where(feature => input.Columns[feature].Any(float.IsNaN))]];
        return new Adapted(
            this with { Indicators = new ValueList<int>(missing) },
            [[.. input.Quantiles().Select(quantiles => quantiles.Any ? (float)quantiles.At(0.5) : 0)]],
            input with { Columns = [.. input.Columns, .. missing.Select(feature => Indicator(input.Columns[feature]))] });
    }

    internal override void Accept(ILayerVisitor visitor) => visitor.Visit(this);

    private static float[] Indicator(float[] column) => [.. column.Select(value => float.IsNaN(value) ? 1f : 0)];
}
