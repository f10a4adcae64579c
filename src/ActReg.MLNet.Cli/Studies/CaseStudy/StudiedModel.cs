namespace ActReg.MLNet.Cli.CaseStudy;

/// <summary>One of the models that the tutorial compares.</summary>
/// <param name="Name">What files and JSON call it.</param>
/// <param name="Title">What people read.</param>
/// <param name="Published">The tutorial's figures.</param>
/// <param name="Reference">What many initializations give on the tutorial's data.</param>
internal sealed record StudiedModel(string Name, string Title, PublishedFigures Published, ReferenceFigures Reference)
{
    public static readonly StudiedModel None = new("none", "No penalty", new(1.000, 0.786), new(1.000, 0.772, 0.012, null));

    public static readonly StudiedModel Pre = new(
        "pre", "L1 pre-activation", new(0.967, 0.829), new(0.967, 0.820, 0.014, new(0.001, 0.005)));

    public static readonly StudiedModel Post = new(
        "post", "L1 post-activation", new(1.000, 0.743), new(1.000, 0.738, 0.019, new(-0.008, 0.005)));

    public static IReadOnlyList<StudiedModel> All { get; } = [None, Pre, Post];

    /// <summary>The hidden layers, as Keras would have them: a penalty sees the values of the layer that has it.</summary>
    public IReadOnlyList<Layer> Layers(CaseStudySettings settings)
    {
        var l1 = ActivityRegularizer.L1(settings.L1, settings.Reduction);
        if (this == Pre)
            return [Layer.Dense(settings.Units, activityRegularizer: l1), Layer.Activation(Activation.Relu)];
        return [Layer.Dense(settings.Units, Activation.Relu, this == Post ? l1 : null)];
    }

    /// <summary>How it is trained.</summary>
    public ActivityRegularizedMlpOptions Options(CaseStudySettings settings) => new()
    {
        Layers = Layers(settings),
        Epochs = settings.Epochs,
        BatchSize = settings.BatchSize,
        LearningRate = settings.LearningRate,
    };
}

/// <summary>The accuracies that the tutorial prints for its one training of a model.</summary>
internal sealed record PublishedFigures(double TrainAccuracy, double TestAccuracy);

/// <summary>
/// The accuracies of many initializations on the tutorial's points, and what is left of them on other points. An independent program
/// trained them, tests/ActReg.MLNet.Tests/Golden/make_case_study.py; CaseStudyReferenceTests compare these with its figures.
/// </summary>
/// <param name="TrainMedian">On the tutorial's points; so are the next two.</param>
/// <param name="TestMean">Its standard error is 0.001 or less.</param>
/// <param name="TestSd">Of single initializations.</param>
/// <param name="Lift">On other draws of the points; <see langword="null"/> of the network that the others are compared with.</param>
internal sealed record ReferenceFigures(double TrainMedian, double TestMean, double TestSd, ReferenceLift? Lift)
{
    public const int Count = 400;

    /// <summary>How many of them have all three published test accuracies, to three digits.</summary>
    public const int PublishedTogether = 18;

    public const int DrawCount = 200;
}

/// <summary>By how much a penalty changes the test accuracy: the mean over draws of points, and how far its 95% interval reaches.</summary>
internal sealed record ReferenceLift(double Mean, double Reach);
