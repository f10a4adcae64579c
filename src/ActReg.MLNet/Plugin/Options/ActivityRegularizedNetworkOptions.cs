namespace ActReg.MLNet;

/// <summary>The options of the trainers that <c>ActivityRegularizedNetwork</c> makes. A trainer copies them when it is made.</summary>
public sealed class ActivityRegularizedNetworkOptions : ActivityRegularizedOptionsBase
{
    // Told from an empty list of the user's.
    private static readonly IReadOnlyList<Layer> NotGiven = Array.AsReadOnly(Array.Empty<Layer>());

    /// <summary>Those of a network whose layers are still to be given; an empty list makes a linear model.</summary>
    public ActivityRegularizedNetworkOptions()
        : base(NotGiven)
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

    internal override string? LayersProblem =>
        ReferenceEquals(Layers, NotGiven) ? "layers must be given. An empty list, Layers = [], makes a linear model." : null;

    internal override ActivityRegularizedOptionsBase Copy()
    {
        var copy = (ActivityRegularizedNetworkOptions)base.Copy();
        copy.InputShape = InputShape?.ToArray();
        if (ReferenceEquals(Layers, NotGiven))
            copy.Layers = NotGiven;
        return copy;
    }
}
