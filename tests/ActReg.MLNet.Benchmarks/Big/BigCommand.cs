using System.CommandLine;
using System.Globalization;
using System.Text.RegularExpressions;
using ActReg.MLNet.Benchmarks.Speed.Measuring;
using Microsoft.ML;
using Spectre.Console;

namespace ActReg.MLNet.Benchmarks.Big;

/// <summary><c>big</c>: large tables, the time of a fit and the log-loss that it comes to, beside LightGBM.</summary>
internal static class BigCommand
{
    private const int MostTestRows = 100_000;
    private const int TestShare = 5;

    public static Command Create()
    {
        var rows = OptionValues.WholeNumber("--rows", "Rows to train on.", 5_000_000, 1_000, 50_000_000);
        var cases = OptionValues.Names("--cases", "What the table is.", [.. BigCase.All.Select(found => found.Name)]);
        var methods = OptionValues.Pattern("--methods", "Only the methods whose name this regular expression finds, and LightGbm.", "^LightGbm|^plain|^tabular");
        var json = OptionValues.Json();
        var command = new Command("big", "Trains on large tables beside LightGbm, and tells the time and the log-loss of other rows.") { rows, cases, methods, json };
        command.SetAction(arguments => Run(arguments.GetValue(rows), arguments.GetRequiredValue(cases), arguments.GetRequiredValue(methods), arguments.GetValue(json)));
        return command;
    }

    private static void Run(int rows, string[] cases, Regex methods, string? jsonFile)
    {
        var console = Consoles.Output();
        console.Profile.Out.Writer.WriteLine(Machine.Describe());
        var runs = new Dictionary<string, IReadOnlyList<BigRun>>();
        foreach (var bigCase in BigCase.All.Where(found => cases.Contains(found.Name)))
        {
            var mlContext = new MLContext(seed: 1);
            var table = new BigTable(bigCase);
            var testRows = table.Rows(Math.Min(MostTestRows, rows / TestShare), draw: 2);
            var (train, test) = table.Views(mlContext, table.Rows(rows, draw: 1), testRows);
            var done = new List<BigRun>();
            foreach (var method in BigMethod.All.Where(method => method == BigMethod.All[0] || methods.IsMatch(method.Name)))
            {
                done.Add(BigRun.Measure(mlContext, method, bigCase, train, test, testRows, done.FirstOrDefault()));
                Console.Error.WriteLine($"{bigCase.Name}: {done[^1]}");
            }

            runs[bigCase.Name] = done;
            console.Profile.Out.Writer.WriteLine($"{bigCase.Title}; {rows:N0} rows; log-loss of {testRows.Length:N0} others, {BigRun.Least(testRows):0.0000} at best; load average {Machine.LoadAverage()}");
            console.Write(Table(done));
            if (jsonFile != null)
                ResultFile.Write(jsonFile, runs);
        }
    }

    private static Table Table(List<BigRun> runs)
    {
        var table = new Table().Border(TableBorder.Simple).AddColumn("");
        foreach (var title in (string[])["Fit, s", "of LightGbm's", "epochs", "log-loss", "LightGbm's is reached"])
            table.AddColumn(new TableColumn(title).RightAligned());
        foreach (var run in runs)
        {
            table.AddRow(
                run.Method, Text(run.Seconds, "0.0"), Text(run.Seconds / runs[0].Seconds, "0.0"), run.Epochs == 0 ? "" : Text(run.Epochs, "0"), Text(run.LogLoss, "0.0000"),
                run == runs[0] ? "" : run.LogLoss <= runs[0].LogLoss ? "yes" : "no");
        }

        return table;
    }

    private static string Text(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
