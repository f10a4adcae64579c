using System.Text.Json.Serialization;

namespace ActReg.MLNet;

/// <summary>Makes several values of each feature, by the bins that it has passed; made by <see cref="Layer.PiecewiseLinearEncoding"/>.</summary>
/// <remarks>
/// Puts out [bins of all features together]. Weights, which are not trained, but found from the training rows: <c>lower</c> of shape [units], the edge at which a unit's bin
/// begins, and <c>factor</c> of shape [units], 1 over the bin's width; 0 for the one unit of a feature that is constant, or missing in all rows.
/// </remarks>
public sealed record PiecewiseLinearEncodingLayer : Layer
{
    [JsonConstructor]
    internal PiecewiseLinearEncodingLayer(int bins, IReadOnlyList<int>? binCounts = null)
        : base(activityRegularizer: null)
    {
        Bins = Require.AtLeast(1, bins);
        BinCounts = binCounts == null ? null : new ValueList<int>(binCounts);
        if (binCounts?.Any(count => count < 1 || count > bins) == true)
            throw new ArgumentException(Rule.Broken(nameof(binCounts), $"must be from 1 to {bins}", BinCounts));
    }

    /// <summary>The most bins of a feature.</summary>
    public int Bins { get; }

    /// <summary>The bins that each feature has, which are the units that it becomes. Before training <see langword="null"/>.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<int>? BinCounts { get; private init; }

    internal override bool ComputesUnits => false;

    internal override int? InputRank => 1;

    internal override bool AdaptsToRows => true;

    internal override bool ScalesFeatures => true;

    internal override Layer Unadapted => this with { BinCounts = null };

    internal override Adapted Adapt(SampledColumns input)
    {
        var bins = input.Quantiles().Select((quantiles, feature) => input.Categories.Contains(feature) ? FeatureBins.Identity : FeatureBins.Of(quantiles, Bins)).ToArray();
        return new Adapted(
            this with { BinCounts = new ValueList<int>([.. bins.Select(of => of.Lower.Length)]) },
            [[.. bins.SelectMany(of => of.Lower)], [.. bins.SelectMany(of => of.Factors)]],
            // No layer behind it asks, and of many bins they would be large.
            input with { Columns = [] });
    }

    internal override void Accept(ILayerVisitor visitor) => visitor.Visit(this);
}
