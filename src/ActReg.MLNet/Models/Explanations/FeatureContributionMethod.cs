namespace ActReg.MLNet;

/// <summary>How features' contributions to a score are computed.</summary>
public enum FeatureContributionMethod
{
    /// <summary>
    /// The integral of the score's derivative by each feature, along the straight line from the baseline to the row, times how far the feature moves (M. Sundararajan, A. Taly
    /// and Q. Yan, "Axiomatic attribution for deep networks", 2017). Contributions add up to the score less the baseline's.
    /// </summary>
    IntegratedGradients,

    /// <summary>
    /// The score's derivative by each feature at the row, times how far the feature is from the baseline (A. Shrikumar, P. Greenside and A. Kundaje, "Learning important
    /// features through propagating activation differences", 2017): one computation for each row, but contributions add up for a linear model only.
    /// </summary>
    GradientTimesInput,
}
