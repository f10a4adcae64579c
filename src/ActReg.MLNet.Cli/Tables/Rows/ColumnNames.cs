namespace ActReg.MLNet.Cli.Tables;

/// <summary>The names in a header.</summary>
internal static class ColumnNames
{
    /// <exception cref="TableException">A column has no name, or two have the same.</exception>
    public static IReadOnlyList<string> Of(string table, IReadOnlyList<string> header)
    {
        string[] names = [.. header.Select(name => name.Trim())];
        var places = new Dictionary<string, int>();
        foreach (var (place, name) in names.Index())
        {
            if (name.Length == 0)
                throw new TableException($"{table} must have a header with a name for each column; column {place + 1} of {names.Length} has none{(place == names.Length - 1 && place > 0 ? " (the line ends in a separator)" : "")}.");
            if (!places.TryAdd(name, place))
                throw new TableException($"{table} must have a header of different names; columns {places[name] + 1} and {place + 1} are both '{name}'.");
        }

        return names;
    }

    public static int? Find(IReadOnlyList<string> columns, string name) =>
        columns.Index().Where(column => column.Item == name).Select(column => (int?)column.Index).FirstOrDefault();
}
