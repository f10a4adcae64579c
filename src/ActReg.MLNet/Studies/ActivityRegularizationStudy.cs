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
    private readonly CandidateList _list;

    // Of all runs, which may be at the same time.
    private readonly StudyPreprocessing _preprocessing;

    internal ActivityRegularizationStudy(
        HostContext host, StudyTask task, TrainingOptions baseOptions, StudySpace space, StudyOptions? options)
    {
        ArgumentNullException.ThrowIfNull(baseOptions);
        ArgumentNullException.ThrowIfNull(space);
        _options = options?.Copy() ?? new();
        Rule.ThrowIfBroken([.. baseOptions.StudyProblems, .. _options.Problems(task)]);
        (_host, _task, _baseOptions) = (host, task, baseOptions.Copy());
        _preprocessing = new(_options.Preprocessing);
        _metric = _options.Metric ?? task.Choice;
        _seed = _options.Seed ?? baseOptions.Seed ?? host.Seed ?? 0;
        _list = new(task, _baseOptions, space, _seed, _options.CompareEarlyStopping);
    }

    /// <summary>How many candidates it compares, and by what.</summary>
    public override string ToString() => $"{Quantity.Of(Candidates.Count, "candidate")}, chosen by {_metric}";

    /// <summary>The candidates: the baseline, early stopping if it is compared, and those of the space.</summary>
    public IReadOnlyList<StudyCandidate> Candidates => _list.All;

    /// <summary>Runs the study.</summary>
    /// <param name="data">The rows to train on and to choose by.</param>
    /// <param name="testData">Rows that choose nothing, with the same columns; or none.</param>
    /// <exception cref="ArgumentException">A column is missing, or not of the type that it must be; or test data are missing, or too few rows are there for the folds.</exception>
    /// <exception cref="InvalidOperationException">No row can be used, pre-processing does not keep the rows, rows do not fit in memory, or the journal is another study's; or the executor left trials out, or every candidate failed.</exception>
    /// <exception cref="IOException">The journal cannot be read or written.</exception>
    /// <exception cref="OperationCanceledException">The options' token cancelled it.</exception>
    public StudyResult Run(IDataView data, IDataView? testData = null)
    {
        ArgumentNullException.ThrowIfNull(data);
        var source = new FoldSource(data, testData, _preprocessing, Reader);
        var splits = new StudySplits(source.Rows, _seed);
        var evaluation = _options.Evaluation;
        Rule.ThrowIfBroken([evaluation.Problem(testData != null), splits.Problem(evaluation.Folds)]);
        var plan = new StudyPlan(splits, evaluation, testData != null);
        Rule.ThrowIfBroken([splits.ProblemWithin(plan.Choice, evaluation.NestedFolds)]);
        return Run(source, plan, evaluation.Text(testData != null));
    }

    /// <summary>
    /// Runs the study on fresh data in each repeat, as a simulation can: what it finds is not the luck of one draw. Every candidate is trained once on each, and judged by its other
    /// rows; what choosing achieves is told by choosing by all other draws. <see cref="StudyOptions.Evaluation"/> is not asked.
    /// </summary>
    /// <param name="draws">How many, at least 2.</param>
    /// <param name="draw">The rows to train on and those to judge by, by the draw's number from 0: the same ones each time. Called by one thread at a time.</param>
    /// <exception cref="ArgumentException">A column is missing, or not of the type that it must be.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="draws"/> is less than 2.</exception>
    /// <exception cref="InvalidOperationException">A row cannot be used, or the journal is another study's; or the executor left trials out, or every candidate failed.</exception>
    /// <exception cref="IOException">The journal cannot be read or written.</exception>
    /// <exception cref="OperationCanceledException">The options' token cancelled it.</exception>
    public StudyResult RunOnDraws(int draws, Func<int, (IDataView Train, IDataView Test)> draw)
    {
        ArgumentNullException.ThrowIfNull(draw);
        Require.AtLeast(2, draws);
        return Run(new DrawSource(draw, _preprocessing, Reader), new StudyPlan(DrawSource.Splits(draws, _seed)), Text($"{draws} draws of data"));
    }

    private StudyReader Reader => new(_baseOptions.StudyColumns, _task.Label, _options.CancellationToken);

    private StudyResult Run(IFoldSource source, StudyPlan plan, string evaluation)
    {
        using var channel = _host.Start(nameof(ActivityRegularizationStudy));
        using var journal = _options.JournalPath == null ? null : StudyJournal.Open(_options.JournalPath, Identity(source, plan, evaluation));
        if (journal?.DamagedLines > 0)
            channel.Warn(Text($"{journal.DamagedLines} lines of the journal '{_options.JournalPath}' are damaged; what they were of is made again."));
        string[] notes = [.. _list.Notes, .. source.Notes];
        foreach (var note in notes)
            channel.Warn(note);

        var progress = new ProgressReport(plan.TrialCount(Candidates.Count, _options.LearningCurves), channel, _options.OnProgress);
        var executor = _options.Executor ?? new LocalExecutor(_options.MaxDegreeOfParallelism ?? Environment.ProcessorCount);
        var trials = new StudyTrials(_task, Candidates, source, executor, journal, progress, _options.CancellationToken);
        var outcome = new StudyDriver(plan, _task, Candidates, _metric, _options, trials).Run();
        var summary = new StudySummary(outcome);
        var result = new StudyResult
        {
            Task = _task.Name,
            Metric = _metric,
            Evaluation = evaluation,
            Seed = _seed,
            RowCount = source.Rows.RowCount,
            SplitCount = outcome.Splits.Count,
            Overlap = outcome.Overlap,
            Candidates = summary.Candidates(),
            ChosenIndex = outcome.Choice?.Chosen,
            BestIndex = outcome.Choice?.Best,
            Nested = summary.Nested(),
            Notes = notes,
            Options = _list.Options,
            IsCancelled = outcome.IsCancelled,
        };
        return result.Candidates.All(candidate => candidate.Failure != null)
            ? throw new InvalidOperationException($"Every candidate failed, the baseline so: {result.Baseline.Failure}") : result;
    }

    private SortedDictionary<string, string> Identity(IFoldSource source, StudyPlan plan, string evaluation) => StudyIdentity.Of(
        _task, Candidates, evaluation, _seed, source.Checksum(plan.Choice),
        string.Join(", ", new object?[] { _options.Halving, _options.Stop }.Where(rule => rule != null).DefaultIfEmpty("none")));

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
