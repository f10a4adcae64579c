namespace ActReg.MLNet.Cli.CaseStudy;

/// <summary>One of the models that the tutorial compares.</summary>
/// <param name="Name">What files and JSON call it.</param>
/// <param name="Title">What people read.</param>
/// <param name="Published">The tutorial's figures.</param>
/// <param name="Reference">What many initializations give on the tutorial's data.</param>
internal sealed record StudiedModel(string Name, string Title, PublishedFigures Published, ReferenceFigures Reference)
{
    public static readonly StudiedModel None = new("none", "No penalty", new(1.000, 0.786), new(1.000, 0.776, 0.012));

    public static readonly StudiedModel Pre = new("pre", "L1 pre-activation", new(0.967, 0.829), new(0.967, 0.820, 0.016));

    public static readonly StudiedModel Post = new("post", "L1 post-activation", new(1.000, 0.743), new(1.000, 0.742, 0.018));

    public static IReadOnlyList<StudiedModel> All { get; } = [None, Pre, Post];

    /// <summary>The hidden layers, as Keras would have them: a penalty sees the values of the layer that has it.</summary>
    public IReadOnlyList<Layer> Layers(CaseStudySettings settings)
    {
        var l1 = ActivityRegularizer.L1(settings.L1, settings.Reduction);
        if (this == Pre)
            return [Layer.Dense(settings.Units, activityRegularizer: l1), Layer.Activation(Activation.Relu)];
        return [Layer.Dense(settings.Units, Activation.Relu, this == Post ? l1 : null)];
    }
}

/// <summary>The accuracies that the tutorial prints for its one training of a model.</summary>
internal sealed record PublishedFigures(double TrainAccuracy, double TestAccuracy);

/// <summary>The accuracies of 200 initializations, trained elsewhere on the tutorial's data.</summary>
internal sealed record ReferenceFigures(double TrainMedian, double TestMean, double TestSd)
{
    public const int Count = 200;
}
