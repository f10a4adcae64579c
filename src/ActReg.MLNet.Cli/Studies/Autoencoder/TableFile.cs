using System.Globalization;
using ActReg.MLNet.Cli.Tables;

namespace ActReg.MLNet.Cli.Autoencoder;

/// <summary>A user's table: its columns of numbers, and perhaps one of classes.</summary>
internal static class TableFile
{
    private const int FewestRows = 6;
    private const int FewestColumns = 2;

    /// <param name="file">Text or Parquet.</param>
    /// <param name="label">The column of classes; or <see langword="null"/>.</param>
    /// <returns>The features' names, the rows, and what was left out, in sentences.</returns>
    /// <exception cref="IOException">The file is missing, or is no such table.</exception>
    public static (string[] Names, DataRow[] Rows, string[] LeftOut) Read(string file, string? label)
    {
        if (!File.Exists(file))
            throw new IOException($"--data '{file}' is no file, nor one of {AutoencoderSources.Digits}, {AutoencoderSources.Fashion}.");
        var table = TableFiles.Open("--data", file, TableFormat.Default);
        var header = table.Columns;
        var labelColumn = label == null ? -1 : table.IndexOf(label, "--label");
        var cells = Cells(table);
        int[] others = [.. Enumerable.Range(0, header.Count).Where(column => column != labelColumn)];
        var telling = Telling(cells);
        int[] numbers = [.. others.Where(column => telling.All(row => Cell.IsMissing(row[column]) || IsNumber(row[column])) && telling.Any(row => IsNumber(row[column])))];
        var complete = cells.Where(row => numbers.All(column => IsNumber(row[column]))).ToArray();
        int[] columns = [.. numbers.Where(column => complete.Select(row => Number(row[column])).Distinct().Count() > 1)];
        if (columns.Length < FewestColumns || complete.Length < FewestRows)
        {
            throw new IOException(
                $"--data '{file}' must be a table with a header, of at least {FewestRows} rows and {FewestColumns} columns of numbers that vary; it has "
                + $"{complete.Length} complete rows and {columns.Length} such columns.");
        }

        var rows = complete.Select(row => new DataRow
        {
            Features = [.. columns.Select(column => Number(row[column]))],
            Label = labelColumn < 0 || Cell.IsMissing(row[labelColumn]) ? "" : row[labelColumn],
        });
        return ([.. columns.Select(column => header[column])], [.. rows], [.. LeftOut()]);

        IEnumerable<string> LeftOut()
        {
            if (header.All(name => IsNumber(name)))
                yield return "The names of all columns are numbers: a table must have a header, and the first row is taken for it.";
            if (others.Except(columns).ToArray() is { Length: > 0 } left)
                yield return $"Left out: {string.Join(", ", left.Select(column => header[column]))}, which are not numbers, or always the same.";
            if (complete.Length < cells.Count)
                yield return string.Create(CultureInfo.InvariantCulture, $"Left out: {cells.Count - complete.Length} of {cells.Count} rows, which lack a number.");
        }
    }

    /// <summary>The rows that tell what columns are: not those half or more of whose cells are blank, such as a line of totals.</summary>
    private static IReadOnlyList<string[]> Telling(IReadOnlyList<string[]> cells)
    {
        string[][] full = [.. cells.Where(row => 2 * row.Count(cell => Cell.IsMissing(cell)) < row.Length)];
        return full.Length > 0 ? full : cells;
    }

    private static bool IsNumber(string cell) => NumberNotation.Invariant.TryParse(cell, out _);

    private static float Number(string cell) => NumberNotation.Invariant.TryParse(cell, out var value) ? value : float.NaN;

    private static List<string[]> Cells(DataFile table)
    {
        var cells = new List<string[]>();
        using var rows = table.Open();
        while (rows.Read())
        {
            string[] row = [.. Enumerable.Range(0, table.Columns.Count).Select(column => rows[column].Trim())];
            // Spreadsheets end in rows that have separators only.
            if (row.Any(cell => cell.Length > 0))
                cells.Add(row);
        }

        return cells;
    }
}
