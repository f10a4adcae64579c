using Microsoft.ML;

namespace ActReg.MLNet;

/// <summary>How a study goes about its candidates. A study copies it when it is made.</summary>
public sealed class StudyOptions
{
    /// <summary>The folds, repeats and seeds; by default two times five folds, each with three folds within.</summary>
    public StudyEvaluation Evaluation { get; set; } = StudyEvaluation.CrossValidation();

    /// <summary>Those that are not left as they are by default.</summary>
    public override string ToString() => OptionsText.Of(this);

    /// <summary>
    /// What candidates are chosen by: by default <see cref="StudyMetric.LogLoss"/> of classes, which sees what accuracy does not,
    /// <see cref="StudyMetric.RootMeanSquaredError"/> of numbers and <see cref="StudyMetric.ExplainedVariance"/> of autoencoders.
    /// </summary>
    public StudyMetric? Metric { get; set; }

    /// <summary>What is fitted on the training rows of each fold, and on no others, before each training; nothing by default. It must keep all rows, in their order.</summary>
    /// <remarks>Fit what maps labels to keys before the study: a class may be missing from a fold.</remarks>
    public IEstimator<ITransformer>? Preprocessing { get; set; }

    /// <summary>
    /// The seed of the first repeat, of the folds and of what is drawn; each further repeat takes the next. By default that of the base options, or that of the
    /// <see cref="MLContext"/>, or 0: a study is the same each time.
    /// </summary>
    public int? Seed { get; set; }

    /// <summary>
    /// Whether early stopping is compared too, since that is what one would otherwise do: the baseline, without a penalty, with a fifth of its training rows set
    /// aside to stop by, when a tenth of the epochs, or ten of them but at most a quarter, have brought nothing better. By default it is, unless the base options stop early or set rows aside anyway.
    /// </summary>
    public bool CompareEarlyStopping { get; set; } = true;

    /// <summary>Whether candidates whose mean is behind are left out when splits have been doubled; off by default.</summary>
    public SuccessiveHalving? Halving { get; set; }

    /// <summary>Whether candidates that are clearly behind are left out; off by default.</summary>
    public PairedWilcoxonStop? Stop { get; set; }

    /// <summary>
    /// A file, in a folder that exists, to which the result of each trial is added as soon as it is there; none by default. A study that finds its own file there
    /// goes on from it, with the same result as if it had never been interrupted. The file stays.
    /// </summary>
    public string? JournalPath { get; set; }

    /// <summary>
    /// Whether the baseline, the best candidate and the one chosen are trained once more, on ten splits at most, with the rows to judge by measured after each epoch;
    /// not by default.
    /// </summary>
    public bool LearningCurves { get; set; }

    /// <summary>What runs trials; this process by default, on <see cref="MaxDegreeOfParallelism"/> threads.</summary>
    public IStudyExecutor? Executor { get; set; }

    /// <summary>The most trials at a time in this process, at least 1; as many as there are processors by default. The result does not depend on it.</summary>
    public int? MaxDegreeOfParallelism { get; set; }

    /// <summary>Called when a trial has ended, on its thread, one call at a time.</summary>
    public Action<StudyProgress>? OnProgress { get; set; }

    /// <summary>Ends the study; none by default. <see cref="OnCancellation"/> says how.</summary>
    public CancellationToken CancellationToken { get; set; }

    /// <summary>What a cancelled study does: it throws by default, or returns what it has of splits that all candidates were through.</summary>
    public CancellationBehavior OnCancellation { get; set; }

    internal StudyOptions Copy()
    {
        var copy = (StudyOptions)MemberwiseClone();
        copy.JournalPath = JournalPath == null ? null : Path.GetFullPath(JournalPath);
        return copy;
    }

    /// <summary>What is wrong with them, as sentences, and null for each rule that is kept.</summary>
    internal IEnumerable<string?> Problems(StudyTask task) =>
    [
        Rule.Present(Evaluation, "evaluation"),
        Metric == null || task.Metrics.Contains(Metric) ? null : Rule.Broken("metric", $"must be one of {string.Join(", ", task.Metrics)}", Metric),
        MaxDegreeOfParallelism is { } degree ? Rule.AtLeast(1, degree, "maxDegreeOfParallelism") : null,
        Executor != null && MaxDegreeOfParallelism != null
            ? Rule.Broken("maxDegreeOfParallelism", "must be left out beside an executor, which knows its own", MaxDegreeOfParallelism) : null,
        Rule.Defined(OnCancellation, "onCancellation"),
        JournalPath == null ? null : AtomicFile.Problem(JournalPath, "journalPath"),
    ];
}
