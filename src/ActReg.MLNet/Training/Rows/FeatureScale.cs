namespace ActReg.MLNet;

/// <summary>How a network's features are scaled: <c>(x - Center[i]) / Scale</c>, all by the same factor, so that their proportions stay.</summary>
/// <param name="Center">Where the training set's features lie: their weighted means.</param>
/// <param name="Scale">How far they scatter, above 0; 1 where none of them does.</param>
internal sealed record FeatureScale(ValueList<float> Center, float Scale)
{
    /// <summary>
    /// By the weighted means, and the root of the weighted mean square, over all features, of what is left without them: what is scaled has
    /// mean 0 in each feature and mean square 1 over all of them.
    /// </summary>
    public static FeatureScale Of(FeatureMoments moments)
    {
        float[] center = [.. moments.Means.ToArray().Select(mean => (float)mean)];
        // From the centers as they are rounded, which far from 0 are not quite the means.
        var meanSquare = center.Select((value, i) => moments.MeanSquare(i, value)).Average();
        var scale = Math.Min(Math.Sqrt(meanSquare), float.MaxValue);
        return new FeatureScale(new ValueList<float>(center), (float)scale > 0 ? (float)scale : 1);
    }

    /// <summary>What is wrong with a stored one, as sentences, and null for each rule that is kept.</summary>
    /// <param name="featureCount">The features of its network.</param>
    public IEnumerable<string?> Problems(int featureCount) =>
    [
        .. Center.Count != featureCount
            ? [Rule.Broken("featureScale.center", $"must be {featureCount} numbers", $"{Center.Count}")]
            : Center.Select((value, i) => Rule.Finite(value, $"featureScale.center[{i}]")),
        Rule.Positive(Scale, "featureScale.scale"),
    ];

    /// <summary>Scales a row's features where they are.</summary>
    public void Apply(Span<float> features)
    {
        var center = Center.Span;
        for (var i = 0; i < features.Length; i++)
            features[i] = (float)(((double)features[i] - center[i]) / Scale);
    }

    /// <summary>Scales a row's features back where they are.</summary>
    public void Undo(Span<float> features)
    {
        var center = Center.Span;
        for (var i = 0; i < features.Length; i++)
            features[i] = (float)((double)features[i] * Scale + center[i]);
    }
}
