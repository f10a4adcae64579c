namespace ActReg.MLNet.Cli.Tables;

/// <summary>A file of separated cells, quoted as RFC 4180 has it.</summary>
internal sealed class CsvTable : DataFile
{
    private readonly string _path;
    private readonly TextFile _file;
    private readonly char _separator;

    private CsvTable(string name, string path, IReadOnlyList<string> header, NumberNotation numbers, TextFile file, char separator)
        : base(name, header, numbers) => (_path, _file, _separator) = (path, file, separator);

    public override char Separator => _separator;

    /// <exception cref="TableException">It is no such file, or has no rows.</exception>
    public static CsvTable Open(string name, string path, TableFormat format) => CsvErrors.Explain(name, path, () =>
    {
        var file = new TextFile(path);
        var separator = format.Separator ?? FindSeparator(name, file);
        using var rows = new CsvRows(name, path, file, separator, columns: null);
        if (!rows.Read())
            throw new TableException($"{name} is empty.");
        string[] header = [.. Enumerable.Range(0, rows.CellCount).Select(column => rows[column])];
        var table = new CsvTable(name, path, header, format.Numbers, file, separator);
        using var first = table.Open();
        return first.Read() ? table : throw new TableException($"{name} has a header but no rows.");
    });

    public override TableRows Open()
    {
        var rows = new CsvRows(Name, _path, _file, _separator, Header.Count);
        rows.Read();
        return rows;
    }

    private static char FindSeparator(string name, TextFile file)
    {
        using var text = file.Open();
        return CsvSeparator.Of(name, text);
    }
}
