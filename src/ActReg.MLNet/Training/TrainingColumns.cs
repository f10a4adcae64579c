namespace ActReg.MLNet;

/// <summary>What the columns of a training said of themselves, by which other data can be seen to be at another stage of a pipeline.</summary>
/// <param name="Features">The features column.</param>
/// <param name="Label">The label column.</param>
internal sealed record TrainingColumns(FeatureMarks Features, LabelMarks Label)
{
    /// <summary>The most characters of names to store: both lists together stay below what a model file's description may have.</summary>
    private const int MostCharacters = 1 << 18;

    /// <summary>What a model keeps of it: names only where they are not very many.</summary>
    public TrainingColumns ToStore() => new(
        Features with { SlotNames = Few(Features.SlotNames) }, Label with { KeyValues = Few(Label.KeyValues) });

    private static IReadOnlyList<string>? Few(IReadOnlyList<string>? names) =>
        names?.Sum(name => name.Length + 3L) <= MostCharacters ? names : null;
}
