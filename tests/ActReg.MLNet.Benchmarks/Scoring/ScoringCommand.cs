using System.CommandLine;
using System.Globalization;
using Spectre.Console;

namespace ActReg.MLNet.Benchmarks.Scoring;

/// <summary><c>scoring</c>: the time that a row takes a trained network, beside ML.NET's own models and ONNX Runtime.</summary>
internal static class ScoringCommand
{
    private static readonly double[] ZeroShares = [0, 0.25, 0.5, 0.9];

    public static Command Create()
    {
        var repeats = OptionValues.WholeNumber("--repeats", "Runs of each, in turn; of the short ones twenty or a hundred times as many.", 5, 1, 100);
        var rows = OptionValues.WholeNumber("--rows", "Rows to transform.", 5_000_000, 10_000, 100_000_000);
        var json = OptionValues.Json();
        var command = new Command("scoring", "Times trained networks row by row and in bulk, on one thread.") { repeats, rows, json };
        command.SetAction(arguments => Run(arguments.GetValue(repeats), arguments.GetValue(rows), arguments.GetValue(json)));
        return command;
    }

    private static void Run(int repeats, int rows, string? jsonFile)
    {
        using var manyRows = new ManyRows();
        Comparison[] comparisons =
        [
            SingleRows.Compare(repeats),
            manyRows.CompareTransform(rows, repeats),
            manyRows.CompareArrays(repeats),
            SparseRows.CompareFeatures(repeats),
            .. ZeroShares.Select(share => SparseRows.CompareActivations(share, repeats)),
        ];
        foreach (var comparison in comparisons)
            Show(comparison);
        if (jsonFile != null)
            ResultFile.Write(jsonFile, comparisons);
    }

    public static void Show(Comparison comparison)
    {
        var console = Consoles.Output();
        console.Profile.Out.Writer.WriteLine(comparison.What);
        console.Write(Table(comparison));
    }

    private static Table Table(Comparison comparison)
    {
        var table = new Table().AddColumn("");
        foreach (var title in (string[])["ns per row, median", "least", "million rows/s", "time of the first / its"])
            table.AddColumn(new TableColumn(title).RightAligned());
        foreach (var result in comparison.Results)
        {
            table.AddRow(
                result.Name, Number(result.Nanoseconds, "0.0"), Number(result.LeastNanoseconds, "0.0"),
                Number(1e3 / result.Nanoseconds, "0.00"), Number(result.OursByIts, "G3"));
        }

        return table;
    }

    private static string Number(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
