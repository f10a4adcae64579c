namespace ActReg.MLNet;

/// <summary>The bins of a feature.</summary>
/// <param name="Lower">Where each begins, in ascending order.</param>
/// <param name="Factors">1 over the width of each.</param>
internal sealed record FeatureBins(float[] Lower, float[] Factors)
{
    /// <summary>One bin, of width 1: a feature that stays as it is.</summary>
    public static FeatureBins Identity { get; } = new([0], [1]);

    /// <summary>Between the values of a feature that has few, else between its quantiles; equal edges are one. At least one bin.</summary>
    /// <param name="quantiles">The feature's.</param>
    /// <param name="most">The most bins.</param>
    public static FeatureBins Of(ColumnQuantiles quantiles, int most)
    {
        float[] edges = quantiles.Any
            ? [.. quantiles.DifferentValues(most + 1) ?? Enumerable.Range(0, most + 1).Select(i => (float)quantiles.At(i, most)).Distinct()] : [0];
        return edges.Length == 1 ? new(edges, [0]) : new(edges[..^1], [.. edges.Zip(edges.Skip(1), Factor)]);
    }

    private static float Factor(float lower, float upper)
    {
        // A bin so narrow that values beside it would overflow tells nothing of them.
        var factor = 1 / ((double)upper - lower);
        return factor <= float.MaxValue ? (float)factor : 0;
    }
}
