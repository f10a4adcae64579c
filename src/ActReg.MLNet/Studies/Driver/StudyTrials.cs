using System.Globalization;

namespace ActReg.MLNet;

/// <summary>The trials of a study, each of which is run once, whatever asks for it.</summary>
/// <param name="task">What is learned.</param>
/// <param name="candidates">All of them.</param>
/// <param name="source">Makes folds.</param>
/// <param name="executor">Runs trials.</param>
/// <param name="journal">Keeps results; or <see langword="null"/>.</param>
/// <param name="progress">Is told of each.</param>
/// <param name="cancellation">Ends it.</param>
internal sealed class StudyTrials(
    StudyTask task, IReadOnlyList<StudyCandidate> candidates, IFoldSource source, IStudyExecutor executor, StudyJournal? journal, ProgressReport progress,
    CancellationToken cancellation)
{
    private readonly Dictionary<(StudySplit Split, int Candidate, bool HasCurve), TrialSpecification> _specifications = [];
    private readonly Dictionary<string, TrialResult> _results = journal?.Trials.GroupBy(trial => trial.Id).ToDictionary(trials => trials.Key, trials => trials.First()) ?? [];
    private readonly Dictionary<string, TrialSpecification> _running = [];
    private readonly FoldStore _folds = new();
    private readonly Lock _lock = new();
    private readonly Dictionary<string, string> _foldNames = journal?.Folds.GroupBy(fold => fold.Split).ToDictionary(folds => folds.Key, folds => folds.Last().Name) ?? [];
    private (StudySplit Split, PreparedFold Fold)? _last;

    /// <summary>Runs those of the trials that have no result yet.</summary>
    /// <exception cref="InvalidOperationException">The executor came back before all of them had one.</exception>
    public void Run(IEnumerable<TrialGroup> groups)
    {
        TrialGroup[] all = [.. groups];
        executor.Execute(Missing(all), _folds, Report, cancellation);
        var missing = all.Sum(group => group.Candidates.Count(candidate => Find(group.Split, candidate, group.HasCurve) == null));
        if (missing == 0)
            return;
        cancellation.ThrowIfCancellationRequested();
        // A study of fewer trials would look like a whole one.
        throw new InvalidOperationException(string.Create(
            CultureInfo.InvariantCulture, $"The executor must report a result of each trial; of {all.Sum(group => group.Candidates.Count)} trials, {missing} have none."));
    }

    /// <summary>A trial's result; <see langword="null"/> where it was not run.</summary>
    public TrialResult? Find(StudySplit split, int candidate, bool hasCurve = false)
    {
        lock (_lock)
            return _specifications.TryGetValue((split, candidate, hasCurve), out var trial) ? _results.GetValueOrDefault(trial.Id) : null;
    }

    private IEnumerable<TrialSpecification> Missing(IEnumerable<TrialGroup> groups)
    {
        foreach (var group in groups)
        {
            cancellation.ThrowIfCancellationRequested();
            // A fold is made only if a trial needs it: what its name is may be known.
            var fold = _foldNames.ContainsKey(group.Split.Name) ? null : FoldOf(group.Split);
            TrialSpecification[] missing;
            lock (_lock)
                missing = [.. group.Candidates.Select(candidate => Specify(group, candidate)).Where(IsMissing)];
            if (missing.Length > 0)
                _folds.Add(fold ?? FoldOf(group.Split), missing.Length);
            foreach (var trial in missing)
                yield return trial;
        }
    }

    /// <summary>Other seeds on the same rows follow each other.</summary>
    /// <exception cref="JournalRefusedException">The rows have become another fold than they were.</exception>
    private PreparedFold FoldOf(StudySplit split)
    {
        if (_last is not { } last || !ReferenceEquals(last.Split.Train, split.Train) || !ReferenceEquals(last.Split.Evaluation, split.Evaluation))
            _last = last = (split, source.Prepare(split));
        var name = last.Fold.Name;
        if (_foldNames.TryGetValue(split.Name, out var known) && known != name)
            throw journal?.OtherFold(split.Name) ?? new InvalidOperationException($"Pre-processing must give the same each time it is fitted to the same rows; of {split.Name} it does not.");
        if (_foldNames.TryAdd(split.Name, name) && journal != null)
        {
            lock (_lock)
                journal.Add(new JournalFold(split.Name, name));
        }

        return last.Fold;
    }

    private TrialSpecification Specify(TrialGroup group, int candidate)
    {
        var trial = new TrialSpecification(task.Name, candidates[candidate].Options, group.Split.Seed, _foldNames[group.Split.Name], group.HasCurve);
        _specifications[(group.Split, candidate, group.HasCurve)] = trial;
        return trial;
    }

    private bool IsMissing(TrialSpecification trial)
    {
        if (!_results.ContainsKey(trial.Id))
            return _running.TryAdd(trial.Id, trial);
        progress.Found(trial.Id);
        return false;
    }

    private void Report(TrialResult result)
    {
        lock (_lock)
        {
            // What runs elsewhere may come twice.
            if (!_running.Remove(result.Id, out var trial))
                return;
            journal?.Add(result);
            _results.Add(result.Id, result);
            _folds.Release(trial.Fold);
            progress.Made(result.Id);
        }
    }
}
