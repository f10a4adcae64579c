namespace ActReg.MLNet.Cli.Tables;

/// <summary>A file of separated cells, quoted as RFC 4180 has it.</summary>
internal sealed class CsvTable : DataFile
{
    private readonly TextFile _file;
    private readonly char _separator;

    private CsvTable(string name, IReadOnlyList<string> header, NumberNotation numbers, FileStamp stamp, TextFile file, char separator)
        : base(name, header, numbers, stamp) => (_file, _separator) = (file, separator);

    public override char Separator => _separator;

    /// <exception cref="TableException">It is no such file, or has no rows.</exception>
    public static CsvTable Open(string name, string path, TableFormat format) => CsvErrors.Explain(name, () => new(path, format.Encoding), () =>
    {
        var stamp = new FileStamp(name, path);
        var file = new TextFile(path, format.Encoding);
        var separator = format.Separator ?? FindSeparator(name, file);
        using var rows = new CsvRows(name, file, separator, columns: null);
        if (!rows.Read())
            throw new TableException($"{name} is empty.");
        string[] header = [.. Enumerable.Range(0, rows.CellCount).Select(column => rows[column])];
        if (header.Any(cell => cell.Contains('\0')))
            throw new TableException($"{name} has zero bytes in its header: it is no text, or UTF-16 without a byte order mark, which --encoding utf-16 reads.");
        var table = new CsvTable(name, header, format.Numbers, stamp, file, separator);
        using var first = table.OpenOnce();
        return first.Read() ? table : throw new TableException($"{name} has a header but no rows.");
    });

    public override TableRows OpenOnce()
    {
        var rows = new CsvRows(Name, _file, _separator, Header.Count);
        rows.Read();
        return rows;
    }

    private static char FindSeparator(string name, TextFile file)
    {
        using var text = file.Open();
        return CsvSeparator.Of(name, text);
    }
}
