namespace ActReg.MLNet;

/// <summary>The candidates of a study: the baseline, early stopping, and those of the space; none twice.</summary>
internal static class CandidateList
{
    /// <param name="task">What is learned.</param>
    /// <param name="baseOptions">What candidates have in common.</param>
    /// <param name="space">What they differ in.</param>
    /// <param name="seed">The study's.</param>
    /// <param name="comparesEarlyStopping">Whether that is a candidate.</param>
    /// <exception cref="ArgumentException">The options of a candidate are out of range; the message names it.</exception>
    public static IReadOnlyList<StudyCandidate> Of(StudyTask task, TrainingOptions baseOptions, StudySpace space, int seed, bool comparesEarlyStopping)
    {
        var unpenalized = baseOptions.WithoutActivityPenalty();
        var candidates = new List<StudyCandidate> { new("no penalty", CandidateRole.Baseline, []) { Options = unpenalized.ToData().ToJson() } };
        if (comparesEarlyStopping && unpenalized.WithEarlyStopping() is { } stopping)
            candidates.Add(new("early stopping", CandidateRole.EarlyStopping, []) { Options = stopping.ToData().ToJson() });

        foreach (var values in space.Candidates(seed))
        {
            var name = string.Join(", ", values.Select(value => $"{value.Name} = {value.Text}"));
            var options = Checked(name, () => Apply(baseOptions, values).ToData().ToJson());
            StudySetting[] chosen = [.. values.Select(value => new StudySetting(value.Name, value.Text, value.Number))];
            var same = candidates.FindIndex(candidate => candidate.Options == options);
            if (same < 0)
                candidates.Add(new(name, CandidateRole.Candidate, chosen) { Options = options });
            else if (candidates[same].Settings.Count == 0)
                candidates[same] = candidates[same] with { Settings = chosen };
        }

        foreach (var candidate in candidates)
            Checked(candidate.Name, () => { task.Check(OptionsData.FromJson(System.Text.Encoding.UTF8.GetBytes(candidate.Options))); return ""; });
        return candidates;
    }

    private static TrainingOptions Apply(TrainingOptions baseOptions, IReadOnlyList<StudyValue> values)
    {
        var draft = new CandidateDraft(baseOptions.Copy());
        foreach (var value in values)
            value.Apply(draft);
        return draft.Finish();
    }

    private static string Checked(string name, Func<string> make)
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
