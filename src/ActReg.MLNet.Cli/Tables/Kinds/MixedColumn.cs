using System.Globalization;

namespace ActReg.MLNet.Cli.Tables;

/// <summary>Columns whose values are numbers but for a few: what is no number there is a mistake, rather than a reason to take all for texts.</summary>
internal static class MixedColumn
{
    /// <summary>More different numbers are no categories.</summary>
    public const int MostNumbers = 20;

    private const double AlmostAll = 0.9;
    private const double MostlyDifferent = 0.7;
    private const int FewestNumbers = 3;

    /// <returns>What is wrong, and where; <see langword="null"/> where nothing is.</returns>
    public static string? Problem(ColumnTally column, string name) => column.Numbers.NoNumber is { } wrong && IsMistake(column)
        ? $"{wrong.Place}, column '{name}': {Text(column.Numbers)}; an empty cell would count as missing, '--category {name}' would take all for texts, '--ignore {name}' would leave the column out"
        : null;

    /// <summary>What a person should know of a category of numbers.</summary>
    public static string? Note(ColumnTally column) => column.Numbers is { NoNumber: { } wrong } numbers && IsAlmostAll(numbers)
        ? $"is a category of numbers but for '{wrong.Value}' ({wrong.Place})" : null;

    /// <summary>Whether nearly all values are numbers, decimal marks of another culture aside.</summary>
    public static bool IsAlmostAll(NumberTally numbers) => numbers.Read + numbers.OtherMarks is var count
        && (count >= AlmostAll * numbers.Count || (numbers.Count - count <= 1 && count >= FewestNumbers));

    /// <summary>The value that is no number, and how many are; where none is, there is nothing that it is unlike.</summary>
    public static string Text(NumberTally numbers) => numbers.Notation.Refusal(numbers.NoNumber!.Value.Value) + (numbers.Read == 0 ? ""
        : $", unlike {numbers.Read.ToString(CultureInfo.InvariantCulture)} of {numbers.Count.ToString(CultureInfo.InvariantCulture)} values");

    private static bool IsMistake(ColumnTally column) => IsAlmostAll(column.Numbers)
        && (column.Numbers.OtherMarks > 0 || column.Values.Count > MostNumbers || column.Values.Count > MostlyDifferent * column.Count);
}
