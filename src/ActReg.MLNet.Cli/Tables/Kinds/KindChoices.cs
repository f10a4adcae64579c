namespace ActReg.MLNet.Cli.Tables;

/// <summary>What the command line says that columns are.</summary>
internal sealed class KindChoices
{
    /// <summary>Nothing is said about any.</summary>
    public static KindChoices None { get; } = new() { Given = new Dictionary<ColumnKind, IReadOnlyList<string>>() };

    private static readonly (string Option, ColumnKind Kind)[] Options =
    [
        ("--numeric", ColumnKind.Number), ("--category", ColumnKind.Category), ("--text", ColumnKind.Text), ("--ignore", ColumnKind.Ignored),
    ];

    /// <summary>The columns of each option as they were given: several in one text, with commas between them, or one whose name has commas.</summary>
    public required IReadOnlyDictionary<ColumnKind, IReadOnlyList<string>> Given { get; init; }

    public static string OptionOf(ColumnKind kind) => Options.Single(option => option.Kind == kind).Option;

    /// <summary>The kinds of columns that are spoken of, by their places.</summary>
    /// <param name="table">The table.</param>
    /// <param name="label">The place of the label, which has no other kind.</param>
    /// <exception cref="TableException">There is no such column, or it is named twice.</exception>
    public IReadOnlyDictionary<int, ColumnKind> In(DataFile table, int label)
    {
        var kinds = new Dictionary<int, ColumnKind>();
        foreach (var (option, kind) in Options)
        {
            foreach (var name in Given.GetValueOrDefault(kind, []).SelectMany(given => Split(given, table)))
            {
                var column = table.IndexOf(name, option);
                if (column == label)
                    throw new TableException($"{option} must not name the label; received '{name}'.");
                if (!kinds.TryAdd(column, kind) && kinds[column] != kind)
                    throw new TableException($"{OptionOf(kinds[column])} and {option} must not name the same column; both name '{name}'.");
            }
        }

        return kinds;
    }

    private static string[] Split(string given, DataFile table) =>
        ColumnNames.Find(table.Columns, given.Trim()) != null ? [given.Trim()] : given.Split(',', StringSplitOptions.TrimEntries);
}
