using System.Globalization;

namespace ActReg.MLNet.Benchmarks.Data;

/// <summary>Reads the CSV files of <c>tests/data</c>: a header, then numbers; the target last.</summary>
internal static class CsvData
{
    /// <summary>Where the build puts them.</summary>
    public static string Folder { get; } = Path.Combine(AppContext.BaseDirectory, "data");

    /// <param name="name">Relative to <see cref="Folder"/>, without the extension.</param>
    /// <param name="isRegression">Whether the targets are values, not classes.</param>
    public static DataSet Load(string name, bool isRegression)
    {
        var rows = Numbers(name);
        double[][] features = [.. rows.Select(row => row[..^1])];
        double[] targets = [.. rows.Select(row => row[^1])];
        return isRegression ? DataSet.OfValues(features, targets) : DataSet.OfClasses(features, targets);
    }

    public static double[][] Numbers(string name) =>
    [
        .. File.ReadLines(Path.Combine(Folder, name + ".csv")).Skip(1)
            .Select(line => line.Split(',').Select(cell => double.Parse(cell, CultureInfo.InvariantCulture)).ToArray()),
    ];
}
