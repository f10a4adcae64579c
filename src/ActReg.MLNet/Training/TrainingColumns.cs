namespace ActReg.MLNet;

/// <summary>What the columns of a training said of themselves, by which other data can be seen to be at another stage of a pipeline.</summary>
/// <param name="Features">The features column.</param>
/// <param name="Label">The label column.</param>
internal sealed record TrainingColumns(FeatureMarks Features, LabelMarks Label)
{
    /// <summary>The most characters of names to store: both lists together stay below what a model file's description may have.</summary>
    private const int MostCharacters = 1 << 18;

    /// <summary>Why they cannot be those of a network; <see langword="null"/> where they can.</summary>
    public string? Problem(int featureCount, int outputCount) =>
        NamesProblem("slotNames", Features.SlotNames, featureCount) ?? NamesProblem("keyValues", Label.KeyValues, outputCount)
            ?? NamesProblem("label.slotNames", Label.SlotNames, outputCount);

    /// <summary>What a model keeps of it: names only where they are not very many.</summary>
    public TrainingColumns ToStore() => new(
        Features with { SlotNames = Few(Features.SlotNames) }, Label with { KeyValues = Few(Label.KeyValues), SlotNames = Few(Label.SlotNames) });

    private static string? NamesProblem(string what, IReadOnlyList<string>? names, int count) =>
        names == null || (names.Count == count && !names.Contains(null!)) ? null : Rule.Broken(what, $"must be {count} texts", names.Count);

    private static IReadOnlyList<string>? Few(IReadOnlyList<string>? names) =>
        names?.Sum(name => name.Length + 3L) <= MostCharacters ? names : null;
}
