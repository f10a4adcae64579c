using System.Globalization;

namespace ActReg.MLNet;

/// <summary>The splits of a study's data.</summary>
/// <param name="rows">All rows that can be used.</param>
/// <param name="seed">The study's.</param>
internal sealed class StudySplits(PreparedRows rows, int seed)
{
    private int[] AllPlaces => field ??= [.. Enumerable.Range(0, rows.RowCount)];

    /// <summary>All rows to train on, with a seed after the other; the test data to evaluate on.</summary>
    public IReadOnlyList<StudySplit> Seeds(int count) =>
        [.. Enumerable.Range(0, count).Select(repeat => new StudySplit(Text($"test data, repeat {repeat + 1}"), SeedOf(repeat), AllPlaces, null))];

    /// <summary>Repeated cross-validation, stratified or by groups.</summary>
    /// <param name="folds">At least 2.</param>
    /// <param name="repeats">At least 1; each deals rows out anew.</param>
    public IReadOnlyList<StudySplit> CrossValidation(int folds, int repeats) => Within(AllPlaces, folds, repeats, "", offset: 0);

    /// <summary>Cross-validation within the rows that a split trains on.</summary>
    /// <param name="outer">The split.</param>
    /// <param name="place">Its place among others, so that each has folds of its own.</param>
    /// <param name="folds">At least 2.</param>
    public IReadOnlyList<StudySplit> Within(StudySplit outer, int place, int folds) => Within(outer.Train, folds, 1, $"within {outer.Name}, ", place + 1);

    /// <summary>What is wrong with the data for so many folds; <see langword="null"/> for nothing.</summary>
    public string? Problem(int folds) => Most(AllPlaces) is var most && most >= folds
        ? null : Rule.Broken("data", Text($"must have at least {folds} {Dealt} for {folds} folds"), most);

    /// <summary>The same of so many folds within each split's training rows.</summary>
    public string? ProblemWithin(IEnumerable<StudySplit> outer, int folds) => folds > 0 && outer.Min(split => Most(split.Train)) is var most && most < folds
        ? Rule.Broken("data", Text($"must have at least {folds} {Dealt} in the training rows of each fold, for {folds} folds within"), most) : null;

    private string Dealt => rows.Groups == null ? "rows that can be used" : "different sampling keys";

    /// <summary>What can be dealt out.</summary>
    private int Most(int[] places) => rows.Groups is { } groups ? places.Select(place => groups[place]).Distinct().Count() : places.Length;

    private StudySplit[] Within(int[] places, int folds, int repeats, string name, int offset)
    {
        return [.. Enumerable.Range(0, repeats).SelectMany(Repeat)];

        IEnumerable<StudySplit> Repeat(int repeat)
        {
            var assigned = FoldAssignment.Deal(places, rows, folds, RandomStreams.Create(SeedOf(repeat), RandomStreams.Folds, offset));
            return Enumerable.Range(0, folds).Select(fold => new StudySplit(
                Text($"{name}repeat {repeat + 1}, fold {fold + 1}"), SeedOf(repeat), Places(assigned, other => other != fold), Places(assigned, other => other == fold)));
        }

        int[] Places(int[] assigned, Func<int, bool> isOf) => [.. places.Where((_, i) => isOf(assigned[i]))];
    }

    private int SeedOf(int repeat) => unchecked(seed + repeat);

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
