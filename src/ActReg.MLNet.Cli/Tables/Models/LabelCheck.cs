namespace ActReg.MLNet.Cli.Tables;

/// <summary>The labels of a table that a model is measured by: each must be one that the model knows.</summary>
internal static class LabelCheck
{
    /// <param name="table">The table.</param>
    /// <param name="label">The label.</param>
    /// <param name="onLabeled">Called for each row with a label.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <returns>The rows with a label, and those without.</returns>
    /// <exception cref="TableException">A label is not known, or there is none.</exception>
    public static (long Labeled, long Unlabeled) Count(DataFile table, TableLabel label, Action<TableRows> onLabeled, CancellationToken cancellation)
    {
        var column = table.IndexOf(label.Column, "The label");
        var known = label.Classes.ToHashSet(StringComparer.Ordinal);
        var (missing, present) = (0L, 0L);
        using var rows = table.Open();
        while (rows.Read())
        {
            cancellation.ThrowIfCancellationRequested();
            if (Cell.IsMissing(rows[column]))
            {
                missing++;
                continue;
            }

            present++;
            onLabeled(rows);
            var value = rows[column].Trim();
            if (label.Task != TableTask.Regression && !known.Contains(value))
                throw new TableException($"{table.Name}, {rows.Place}, column '{label.Column}': '{value}' is no label that the model knows, which are {Known(label)}.");
        }

        if (present == 0)
            throw new TableException($"{table.Name} must have labels in column '{label.Column}'; it has none.");
        return (present, missing);
    }

    private static string Known(TableLabel label) => string.Join(", ", label.Classes.Select(name => $"'{name}'"));
}
