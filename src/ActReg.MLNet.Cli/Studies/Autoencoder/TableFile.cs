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
        int[] numbers = [.. others.Where(column => cells.All(row => Cell.IsMissing(row[column]) || IsNumber(row[column])) && cells.Any(row => IsNumber(row[column])))];
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
            if (others.Except(columns).ToArray() is { Length: > 0 } left)
                yield return $"Left out: {string.Join(", ", left.Select(column => header[column]))}, which are not numbers, or always the same.";
            if (complete.Length < cells.Count)
                yield return string.Create(CultureInfo.InvariantCulture, $"Left out: {cells.Count - complete.Length} of {cells.Count} rows, which lack a number.");
        }
    }

    private static bool IsNumber(string cell) => NumberNotation.Invariant.TryParse(cell, out _);

    private static float Number(string cell) => NumberNotation.Invariant.TryParse(cell, out var value) ? value : float.NaN;

    private static List<string[]> Cells(DataFile table)
    {
        var cells = new List<string[]>();
        using var rows = table.Open();
        while (rows.Read())
            cells.Add([.. Enumerable.Range(0, table.Columns.Count).Select(column => rows[column].Trim())]);
        return cells;
    }
}
