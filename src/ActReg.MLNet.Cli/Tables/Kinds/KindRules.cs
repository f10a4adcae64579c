using System.Globalization;

namespace ActReg.MLNet.Cli.Tables;

/// <summary>What columns are taken for where nobody says it; the bounds are those of ML.NET's own tools, AutoML's InferColumns.</summary>
internal static class KindRules
{
    /// <summary>A category of more texts would make the network too wide.</summary>
    public const int MostCategories = 1000;

    private const double CategoryShare = 0.7;
    private const int FewTexts = 100;
    private const double LongText = 30;
    private const int LongestShown = 30;

    /// <returns>The kind, and of a column that a model does not use the reason.</returns>
    public static (ColumnKind Kind, string? Reason) Of(ColumnTally column) => column switch
    {
        { Count: 0 } => (ColumnKind.Ignored, "has no values"),
        { Values.Count: 1, Missing: 0 } => (ColumnKind.Ignored, $"always '{Shortened(column.Values.First())}'"),
        { IsNumeric: true } => (ColumnKind.Number, null),
        { IsBoolean: true } => (ColumnKind.Boolean, null),
        // A new date would be one that training did not see.
        { IsDate: true } => (ColumnKind.Ignored, "dates; numbers made of them, such as the month, would be used"),
        { MeanLength: > LongText } when IsManyTexts(column) => (ColumnKind.Text, "long texts; --text would use their words"),
        _ when column.Values.Count == column.Count => (ColumnKind.Ignored, "texts that are all different, like names"),
        _ when IsManyTexts(column) => (ColumnKind.Text, "many texts; --text would use their words"),
        _ => (ColumnKind.Category, null),
    };

    /// <summary>What a person should know of a column that is taken for this; or <see langword="null"/>.</summary>
    public static string? Note(ColumnTally column, ColumnKind kind, string name) => kind switch
    {
        ColumnKind.Number => Together(RunningNote(column, name), SingleNote(column, name)),
        ColumnKind.Category => MixedColumn.Note(column),
        _ => null,
    };

    /// <summary>What a person should know of numbers, whoever says that they are some; or <see langword="null"/>.</summary>
    public static string? SingleNote(ColumnTally column, string name) =>
        column.Numbers.Singles.Text is { } text ? $"{text}; --ignore '{name}' would leave it out" : null;

    private static string? RunningNote(ColumnTally column, string name) => column.IsRunning
        ? $"has another whole number in each row, which run on as row numbers and keys do; --ignore '{name}' would leave it out" : null;

    private static string? Together(string? one, string? other) => one == null || other == null ? one ?? other : $"{one}. It {other}";

    private static bool IsManyTexts(ColumnTally column) =>
        column.Values.Count > MostCategories || (column.Values.Count >= FewTexts && column.Values.Count >= CategoryShare * column.Count)
        || (column.MeanLength > LongText && column.Values.Count == column.Count);

    private static string Shortened(string text) => new StringInfo(text) is { LengthInTextElements: > LongestShown } letters
        ? letters.SubstringByTextElements(0, LongestShown) + "..." : text;
}
