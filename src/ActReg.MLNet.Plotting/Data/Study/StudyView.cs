namespace ActReg.MLNet.Plotting;

/// <summary>The candidates of a space over one setting.</summary>
/// <param name="Setting">The one that is below.</param>
/// <param name="Scale">Where its values lie.</param>
/// <param name="Others">The settings that tell lines apart.</param>
/// <param name="Facets">At least one; one of a row of panels each.</param>
internal sealed record StudyView(string Setting, StudyScale Scale, IReadOnlyList<string> Others, IReadOnlyList<StudyFacet> Facets)
{
    private const string Strength = "Strength";
    private const string Reduction = "Reduction";
    private const int MostFacets = 4;

    // Three settings beside that below are one too many for colors and patterns.
    private const int FewestToSplit = 3;

    private const double Dodge = 0.09;

    /// <param name="result">The study.</param>
    /// <param name="setting">The setting below; or <see langword="null"/> for the strength, else the number that varies most, else whatever varies.</param>
    /// <returns><see langword="null"/> where no candidate has settings.</returns>
    /// <exception cref="ArgumentException">No candidate has that setting.</exception>
    public static StudyView? Of(StudyResult result, string? setting)
    {
        var candidates = result.OfSpace();
        if (candidates.Length == 0)
            return null;
        var varied = candidates.Varied();
        string[] names = varied.Length > 0 ? varied : [.. candidates[0].Candidate.Settings.Select(each => each.Name)];
        var below = setting ?? Default(candidates, names);
        // What has no penalty has no norm, and is on no norm's line.
        var with = candidates.Where(candidate => candidate.Setting(below) != null && varied.All(name => candidate.Setting(name) != null)).ToArray();
        if (with.Length == 0 && setting == null)
            return null;
        if (with.Length == 0)
            throw new ArgumentException($"setting must be one of {string.Join(", ", candidates[0].Candidate.Settings.Select(each => each.Name))}; received {below}.", nameof(setting));
        string[] others = [.. varied.Where(name => name != below)];
        // A cloud of single points is told apart by nothing.
        var split = StudyGroups.Count(with, others) > MostFacets * StudyGroups.MostLines ? null : Split(with, others);
        others = [.. others.Where(name => name != split)];
        var facets = split == null
            ? [new StudyFacet(null, StudyGroups.Of(with, others))]
            : with.GroupBy(candidate => candidate.Setting(split)!.Value).Select(facet => new StudyFacet($"{split} {facet.Key}", StudyGroups.Of([.. facet], others))).ToArray();
        return new(below, StudyScale.Of([.. with.Select(candidate => candidate.Setting(below)!)]), others, facets);
    }

    /// <summary>Where a candidate lies; categories leave space to have groups side by side.</summary>
    public double Position(CandidateResult candidate, int group, int groups) =>
        Scale.Position(candidate.Setting(Setting)!) + (Scale.IsCategorical ? Dodge * (group - (groups - 1) / 2.0) : 0);

    private static string Default(CandidateResult[] candidates, string[] names)
    {
        var numbers = names.Select(name => (Name: name, Values: candidates.Select(candidate => candidate.Setting(name)?.Number).ToArray()))
            .Where(each => each.Values.All(value => value is { } number && double.IsFinite(number))).ToArray();
        return numbers.Any(each => each.Name == Strength) ? Strength : numbers.Length > 0 ? numbers.MaxBy(each => each.Values.Distinct().Count()).Name : names[0];
    }

    private static string? Split(CandidateResult[] candidates, string[] others)
    {
        var few = others.Where(name => candidates.Select(candidate => candidate.Setting(name)!.Value).Distinct().Take(MostFacets + 1).Count() <= MostFacets).ToArray();
        return few.Contains(Reduction) ? Reduction : others.Length >= FewestToSplit ? few.LastOrDefault() : null;
    }
}

/// <summary>Candidates with one value of a setting; or all, without a name.</summary>
internal sealed record StudyFacet(string? Name, IReadOnlyList<StudyGroup> Groups);
