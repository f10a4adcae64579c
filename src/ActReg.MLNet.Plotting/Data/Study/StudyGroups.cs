namespace ActReg.MLNet.Plotting;

/// <summary>Candidates of a space as lines over one setting, one for each combination of the other settings.</summary>
internal sealed record StudyGroup(string Name, SeriesStyle Style, bool IsLine, IReadOnlyList<CandidateResult> Candidates);

/// <summary>Makes groups of candidates.</summary>
internal static class StudyGroups
{
    /// <summary>More lines than can be told apart say less than a cloud.</summary>
    public const int MostLines = 12;

    /// <param name="candidates">With a setting of each name.</param>
    /// <param name="others">The settings that tell lines apart.</param>
    public static IReadOnlyList<StudyGroup> Of(IReadOnlyList<CandidateResult> candidates, IReadOnlyList<string> others)
    {
        string[][] values = [.. others.Select(name => candidates.Select(candidate => candidate.Setting(name)!.Value).Distinct().ToArray())];
        var combinations = candidates.GroupBy(candidate => NameOf(candidate, others)).ToArray();
        if (combinations.Length > MostLines)
            return [new("Candidates", SeriesStyle.Of(0, 0), false, candidates)];
        var isTable = others.Count == 2 && values[0].Length <= SeriesStyle.Most.Colors && values[1].Length <= SeriesStyle.Most.Patterns;
        return [.. combinations.Select((combination, i) => new StudyGroup(
            combination.Key.Length > 0 ? combination.Key : "With a penalty", isTable ? Style(combination.First()) : SeriesStyle.Of(i, i / SeriesStyle.Most.Colors), true, [.. combination]))];

        SeriesStyle Style(CandidateResult candidate) => SeriesStyle.Of(
            Array.IndexOf(values[0], candidate.Setting(others[0])!.Value), Array.IndexOf(values[1], candidate.Setting(others[1])!.Value));
    }

    /// <summary>How many lines there would be.</summary>
    public static int Count(IReadOnlyList<CandidateResult> candidates, IReadOnlyList<string> others) => candidates.Select(candidate => NameOf(candidate, others)).Distinct().Count();

    /// <summary>What a candidate has of some settings, in the words of its name.</summary>
    public static string NameOf(CandidateResult candidate, IReadOnlyList<string> settings) =>
        CandidateName.OfGroup([.. settings.Select(candidate.Setting).OfType<StudySetting>()], candidate.Candidate.Function);
}
