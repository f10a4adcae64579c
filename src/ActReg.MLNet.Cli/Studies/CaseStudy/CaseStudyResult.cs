namespace ActReg.MLNet.Cli.CaseStudy;

/// <summary>The study's results, in the order of <see cref="StudiedModel.All"/>.</summary>
internal sealed record CaseStudyResult(IReadOnlyList<ModelResult> Models)
{
    /// <param name="study">Its candidates are the models.</param>
    /// <param name="first">Of each model.</param>
    /// <exception cref="InvalidOperationException">A training failed.</exception>
    public static CaseStudyResult Of(StudyResult study, IReadOnlyList<FirstTraining> first) => new(
        [.. StudiedModel.All.Zip(study.Candidates, first).Select(model => new ModelResult(model.First, model.Second, model.Third))]);
}

/// <summary>What a model's initializations gave.</summary>
internal sealed record ModelResult
{
    /// <param name="model">Which model.</param>
    /// <param name="repeats">All of its initializations.</param>
    /// <param name="first">The first one.</param>
    /// <exception cref="InvalidOperationException">A training failed.</exception>
    public ModelResult(StudiedModel model, CandidateResult repeats, FirstTraining first)
    {
        if (repeats.Failure is { } failure)
            throw new InvalidOperationException($"{model.Title}: {failure}");
        (Model, First, Seconds) = (model, first, repeats.Seconds);
        Train = repeats.Train.Single(metric => metric.Metric == StudyMetric.Accuracy.Name);
        Test = repeats.TestOf(StudyMetric.Accuracy.Name)!;
        TestLogLoss = repeats.TestOf(StudyMetric.LogLoss.Name)!;
    }

    public StudiedModel Model { get; }

    /// <summary>The first initialization's network, to draw.</summary>
    public FirstTraining First { get; }

    /// <summary>The accuracy on the training points, of each initialization in their seeds' order; so are the next two.</summary>
    public MetricSummary Train { get; }

    /// <summary>The accuracy on the test points.</summary>
    public MetricSummary Test { get; }

    public MetricSummary TestLogLoss { get; }

    /// <summary>What a training took on average.</summary>
    public double Seconds { get; }
}
