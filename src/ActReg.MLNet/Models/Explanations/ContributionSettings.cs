namespace ActReg.MLNet;

/// <summary>How contributions are computed.</summary>
/// <param name="Method">How.</param>
/// <param name="Steps">The pieces that the way from the baseline begins with.</param>
internal sealed record ContributionSettings(FeatureContributionMethod Method, int Steps)
{
    /// <summary>What ML.NET's transform computes.</summary>
    public static ContributionSettings Default { get; } = new(FeatureContributionMethod.IntegratedGradients, DefaultSteps);

    public const int DefaultSteps = 64;

    /// <summary>The points that are computed at a time.</summary>
    public int Capacity => Method == FeatureContributionMethod.IntegratedGradients ? Steps + 1 : 1;
}
