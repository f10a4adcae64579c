using System.Globalization;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace ActReg.MLNet.Cli.Autoencoder;

/// <summary>A user's table: its columns of numbers, and perhaps one of classes.</summary>
internal static class TableFile
{
    private const int FewestRows = 6;
    private const int FewestColumns = 2;

    private static readonly string[] Missing = ["", "?", "NA", "NaN"];

    /// <param name="file">Separated by commas, with a header.</param>
    /// <param name="label">The column of classes; or <see langword="null"/>.</param>
    /// <returns>The features' names, the rows, and what was left out, in sentences.</returns>
    /// <exception cref="IOException">The file is missing, or is no such table.</exception>
    public static (string[] Names, DataRow[] Rows, string[] LeftOut) Read(string file, string? label)
    {
        if (!File.Exists(file))
            throw new IOException($"--data '{file}' is no file, nor one of {AutoencoderSources.Digits}, {AutoencoderSources.Fashion}.");
        var (header, cells) = Cells(file);
        var labelColumn = label == null ? -1 : Array.IndexOf(header, label);
        if (label != null && labelColumn < 0)
            throw new IOException($"--label must name a column of '{file}', one of {string.Join(", ", header)}; received '{label}'.");
        int[] others = [.. Enumerable.Range(0, header.Length).Where(column => column != labelColumn)];
        int[] numbers = [.. others.Where(column => cells.All(row => IsMissing(row[column]) || IsNumber(row[column])) && cells.Any(row => IsNumber(row[column])))];
        var complete = cells.Where(row => numbers.All(column => IsNumber(row[column]))).ToArray();
        int[] columns = [.. numbers.Where(column => complete.Select(row => Number(row[column])).Distinct().Count() > 1)];
        if (columns.Length < FewestColumns || complete.Length < FewestRows)
        {
            throw new IOException(
                $"--data '{file}' must be a table separated by commas with a header, of at least {FewestRows} rows and {FewestColumns} columns of numbers that vary; it has "
                + $"{complete.Length} complete rows and {columns.Length} such columns.");
        }

        var rows = complete.Select(row => new DataRow
        {
            Features = [.. columns.Select(column => Number(row[column]))],
            Label = labelColumn < 0 || IsMissing(row[labelColumn]) ? "" : row[labelColumn],
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

    private static bool IsMissing(string cell) => Missing.Contains(cell);

    private static bool IsNumber(string cell) => float.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && float.IsFinite(value);

    private static float Number(string cell) => float.Parse(cell, CultureInfo.InvariantCulture);

    private static (string[] Header, IReadOnlyList<string[]> Cells) Cells(string file)
    {
        using var reader = new StreamReader(file);
        var count = (reader.ReadLine() ?? "").Split(',').Length;
        var mlContext = new MLContext();
        // Quoted cells, and whatever else there is in tables, is known to ML.NET.
        var lines = mlContext.Data.LoadFromTextFile(
            file, [new TextLoader.Column("Cells", DataKind.String, 0, count - 1)], separatorChar: ',', hasHeader: false, allowQuoting: true, trimWhitespace: true)
            .GetColumn<string[]>("Cells").ToArray();
        return lines.Length == 0 ? ([], []) : (lines[0], lines[1..]);
    }
}
