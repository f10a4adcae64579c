namespace ActReg.MLNet;

/// <summary>The options of the trainers that <c>ActivityRegularizedNetwork</c> makes. A trainer copies them when it is made.</summary>
public sealed class ActivityRegularizedNetworkOptions : ActivityRegularizedOptionsBase
{
    /// <summary>Those of a network without hidden layers.</summary>
    public ActivityRegularizedNetworkOptions()
        : base([])
    {
    }

    /// <summary>
    /// The shape laid over the features: [channels, height, width] for images, as <c>ExtractPixels</c> gives them, [timesteps, features]
    /// for sequences, or [features]. By default what the column has, [features].
    /// </summary>
    /// <remarks>
    /// Its dimensions, each at least 1, multiply to the length of the features column, whose values are in row-major order. With it
    /// layers that do not fit each other are refused when the trainer is made; without it, those whose sizes tell, when it fits.
    /// </remarks>
    public IReadOnlyList<int>? InputShape { get; set; }

    internal override IReadOnlyList<int>? FeatureShape => InputShape;

    internal override ActivityRegularizedOptionsBase Copy()
    {
        var copy = (ActivityRegularizedNetworkOptions)base.Copy();
        copy.InputShape = InputShape?.ToArray();
        return copy;
    }
}
