using System.Text;

namespace ActReg.MLNet;

/// <summary>The candidates of a study: the baseline, early stopping, and those of the space; none twice.</summary>
internal sealed class CandidateList
{
    private readonly List<StudyCandidate> _candidates = [];
    private readonly List<TrainingOptions> _options = [];
    private readonly List<string> _unpenalized = [];

    /// <param name="task">What is learned.</param>
    /// <param name="baseOptions">What candidates have in common.</param>
    /// <param name="space">What they differ in.</param>
    /// <param name="seed">The study's.</param>
    /// <param name="comparesEarlyStopping">Whether that is a candidate.</param>
    /// <exception cref="ArgumentException">The options of a candidate are out of range; the message names it.</exception>
    public CandidateList(StudyTask task, TrainingOptions baseOptions, StudySpace space, int seed, bool comparesEarlyStopping)
    {
        var unpenalized = baseOptions.WithoutActivityPenalty();
        Add(new(CandidateName.NoPenalty, CandidateRole.Baseline, []), unpenalized, null);
        if (comparesEarlyStopping && unpenalized.WithEarlyStopping() is { } stopping)
            Add(new(CandidateName.EarlyStopping, CandidateRole.EarlyStopping, []), stopping, null);
        var drawn = space.Candidates(seed);
        var equal = AddAll(drawn, baseOptions);
        for (var i = 0; i < _candidates.Count; i++)
        {
            var twin = _candidates.FindIndex(candidate => candidate.Options == _unpenalized[i]);
            _candidates[i] = _candidates[i] with { UnpenalizedIndex = twin < 0 ? null : twin };
            Checked(_candidates[i].Name, () => { task.Check(OptionsData.FromJson(Encoding.UTF8.GetBytes(_candidates[i].Options))); return ""; });
        }

        Notes = equal == 0 ? [] : [FormattableString.Invariant($"Of the {drawn.Count} candidates of the space, {equal} {(equal == 1 ? "equals another one and stands" : "equal others and stand")} in the results once.")];
    }

    public IReadOnlyList<StudyCandidate> All => _candidates;

    /// <summary>Each candidate's options, columns included.</summary>
    public IReadOnlyList<TrainingOptions> Options => _options;

    /// <summary>What of the space is left out, in sentences.</summary>
    public IReadOnlyList<string> Notes { get; }

    /// <returns>How many of the space equal one of the space that comes before them.</returns>
    private int AddAll(IReadOnlyList<IReadOnlyList<StudyValue>> drawn, TrainingOptions baseOptions)
    {
        var (seen, equal) = (new HashSet<string>(), 0);
        foreach (var values in drawn)
        {
            var settings = SettingsOf(values);
            var function = CandidateName.FunctionOf(baseOptions.HiddenLayers);
            var (options, unpenalized) = Checked(CandidateName.Of(settings, function), () => (Draft(baseOptions, values).Finish(), Draft(baseOptions, values).FinishUnpenalized()));
            var json = options.ToData().ToJson();
            equal += seen.Add(json) ? 0 : 1;
            var same = _candidates.FindIndex(candidate => candidate.Options == json);
            if (same < 0)
                Add(new("", CandidateRole.Candidate, settings), options, unpenalized);
            else if (_candidates[same].Settings.Count == 0)
                _candidates[same] = _candidates[same] with { Settings = settings };
        }

        return equal;
    }

    /// <param name="candidate">Its name is found from its settings where it has none.</param>
    /// <param name="options">Its options.</param>
    /// <param name="unpenalized">The same without a penalty; <see langword="null"/> where it has none.</param>
    private void Add(StudyCandidate candidate, TrainingOptions options, TrainingOptions? unpenalized)
    {
        var function = CandidateName.FunctionOf(options.HiddenLayers);
        _options.Add(options);
        _unpenalized.Add((unpenalized ?? options).ToData().ToJson());
        _candidates.Add(candidate with
        {
            Name = candidate.Name.Length > 0 ? candidate.Name : CandidateName.Of(candidate.Settings, function),
            Options = options.ToData().ToJson(),
            Function = function,
            Stopping = options.Stopping,
        });
    }

    /// <summary>What is no penalty is of no norm, and nowhere.</summary>
    private static StudySetting[] SettingsOf(IReadOnlyList<StudyValue> values)
    {
        var isUnpenalized = values.Any(value => value is { Name: StudySpace.Strength, Number: 0 });
        return
        [
            .. values.Where(value => !isUnpenalized || value.Name is not (StudySpace.Norm or StudySpace.Placement or StudySpace.Reduction))
                .Select(value => new StudySetting(value.Name, value.Text, value.Number)),
        ];
    }

    private static CandidateDraft Draft(TrainingOptions baseOptions, IReadOnlyList<StudyValue> values)
    {
        var draft = new CandidateDraft(baseOptions.Copy());
        foreach (var value in values)
            value.Apply(draft);
        return draft;
    }

    private static T Checked<T>(string name, Func<T> make)
    {
        try
        {
            return make();
        }
        catch (ArgumentException e)
        {
            throw new ArgumentException($"Candidate \"{name}\": {e.Message}", e);
        }
    }
}
