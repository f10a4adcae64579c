using System.Globalization;
using Microsoft.ML;

namespace ActReg.MLNet;

/// <summary>
/// Compares candidates honestly: all on the same rows and seeds, with intervals, against a network without a penalty and one that stops early; chooses one without a look at
/// test data; and tells what choosing achieves. Made by <c>mlContext.BinaryClassification.ActivityRegularizationStudy</c> and the like.
/// </summary>
/// <remarks>Its result depends on the data, options, space and seed alone: not on how many trials run at a time, nor on interruptions. Any number of threads may run it.</remarks>
public sealed class ActivityRegularizationStudy
{
    private readonly HostContext _host;
    private readonly StudyTask _task;
    private readonly TrainingOptions _baseOptions;
    private readonly StudyOptions _options;
    private readonly StudyMetric _metric;
    private readonly int _seed;
    private readonly IReadOnlyList<StudyCandidate> _candidates;

    internal ActivityRegularizationStudy(
        HostContext host, StudyTask task, TrainingOptions baseOptions, StudySpace space, StudyOptions? options)
    {
        ArgumentNullException.ThrowIfNull(baseOptions);
        ArgumentNullException.ThrowIfNull(space);
        _options = options?.Copy() ?? new();
        Rule.ThrowIfBroken([.. baseOptions.StudyProblems, .. _options.Problems(task)]);
        (_host, _task, _baseOptions) = (host, task, baseOptions.Copy());
        _metric = _options.Metric ?? task.Choice;
        _seed = _options.Seed ?? baseOptions.Seed ?? host.Seed ?? 0;
        _candidates = CandidateList.Of(task, _baseOptions, space, _seed, _options.CompareEarlyStopping);
    }

    /// <summary>The candidates: the baseline, early stopping if it is compared, and those of the space.</summary>
    public IReadOnlyList<StudyCandidate> Candidates => _candidates;

    /// <summary>Runs the study.</summary>
    /// <param name="data">The rows to train on and to choose by.</param>
    /// <param name="testData">Rows that choose nothing, with the same columns; or none.</param>
    /// <exception cref="ArgumentException">A column is missing, or not of the type that it must be; or test data are missing, or too few rows are there for the folds.</exception>
    /// <exception cref="InvalidOperationException">No row can be used, pre-processing does not keep the rows, rows do not fit in memory, or the journal is another study's.</exception>
    /// <exception cref="IOException">The journal cannot be read or written.</exception>
    /// <exception cref="OperationCanceledException">The options' token cancelled it.</exception>
    public StudyResult Run(IDataView data, IDataView? testData = null)
    {
        ArgumentNullException.ThrowIfNull(data);
        using var channel = _host.Start(nameof(ActivityRegularizationStudy));
        var cancellation = _options.CancellationToken;
        var source = new FoldSource(data, testData, _options.Preprocessing, new StudyReader(_baseOptions.StudyColumns, _task.Label, cancellation));
        var splits = new StudySplits(source.Rows, _seed);
        var evaluation = _options.Evaluation;
        Rule.ThrowIfBroken([evaluation.Problem(testData != null), splits.Problem(evaluation.Folds)]);
        var plan = new StudyPlan(splits, evaluation, testData != null);
        using var journal = _options.JournalPath == null ? null : StudyJournal.Open(_options.JournalPath, Identity(source, plan));
        if (journal?.DamagedLines > 0)
            channel.Warn(Text($"{journal.DamagedLines} lines of the journal '{_options.JournalPath}' are damaged; their trials are made again."));
        var notes = Notes(source);
        foreach (var note in notes)
            channel.Warn(note);

        var progress = new ProgressReport(plan.TrialCount(_candidates.Count), channel, _options.OnProgress);
        var executor = _options.Executor ?? new LocalExecutor(_options.MaxDegreeOfParallelism ?? Environment.ProcessorCount);
        var trials = new StudyTrials(_task, _candidates, source, executor, journal, progress, cancellation);
        var outcome = new StudyDriver(plan, _task, _candidates, _metric, _options, trials).Run();
        var summary = new StudySummary(outcome);
        var result = new StudyResult
        {
            Task = _task.Name,
            Metric = _metric,
            Evaluation = evaluation.ToString(),
            Seed = _seed,
            RowCount = source.Rows.RowCount,
            SplitCount = outcome.Splits.Count,
            Overlap = outcome.Overlap,
            Candidates = summary.Candidates(),
            ChosenIndex = outcome.Choice?.Chosen,
            BestIndex = outcome.Choice?.Best,
            Nested = summary.Nested(),
            Notes = notes,
            IsCancelled = outcome.IsCancelled,
        };
        return result.Candidates.All(candidate => candidate.Failure != null)
            ? throw new InvalidOperationException($"Every candidate failed, the baseline so: {result.Baseline.Failure}") : result;
    }

    private SortedDictionary<string, string> Identity(FoldSource source, StudyPlan plan) => StudyIdentity.Of(
        _task, _candidates, _options.Evaluation, _seed, source.Prepare(plan.Test.Count > 0 ? plan.Test[0] : plan.Choice[0]).Name,
        string.Join(", ", new object?[] { _options.Halving, _options.Stop }.Where(rule => rule != null).DefaultIfEmpty("none")));

    private static string[] Notes(FoldSource source) =>
    [
        .. source.UnusableRows == 0 ? [] : new[] { Text($"{source.UnusableRows} rows of the data were left out: a feature, label or weight is missing, infinite, or not above 0.") },
        .. source.UnusableTestRows == 0 ? [] : new[] { Text($"{source.UnusableTestRows} rows of the test data were left out: a feature, label or weight is missing, infinite, or not above 0.") },
    ];

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
