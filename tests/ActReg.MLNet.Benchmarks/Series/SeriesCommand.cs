using System.CommandLine;
using System.Globalization;
using Spectre.Console;

namespace ActReg.MLNet.Benchmarks.Series;

/// <summary><c>series</c>: what is gained by scaling each row of a series by its own window.</summary>
internal static class SeriesCommand
{
    private const int Months = 240;

    public static Command Create()
    {
        var draws = OptionValues.WholeNumber("--draws", "Series of each kind.", 10, 2, 1000);
        var methods = OptionValues.Pattern("--methods", "Which methods.");
        var json = OptionValues.Json();
        var command = new Command("series", "Forecasts the next value of generated series, with and without SeriesWindow, beside ML.NET's trainers on the same lags.") { draws, methods, json };
        command.SetAction(arguments =>
            Run(arguments.GetValue(draws), [.. SeriesMethod.All.Where(method => arguments.GetRequiredValue(methods).IsMatch(method.Name))], arguments.GetValue(json)));
        return command;
    }

    private static void Run(int draws, IReadOnlyList<SeriesMethod> methods, string? jsonFile)
    {
        var errors = methods.ToDictionary(method => method.Name, _ => new Dictionary<string, double[]>());
        var table = new Table { Title = new TableTitle($"mean absolute error of the next of {Months} months, mean and standard error of {draws} series") };
        table.AddColumn("");
        foreach (var kind in GeneratedSeries.All)
            table.AddColumn(new TableColumn(kind.Name).RightAligned());
        foreach (var method in methods)
        {
            var cells = new List<string> { method.Name };
            foreach (var kind in GeneratedSeries.All)
            {
                double[] found = [.. Enumerable.Range(1, draws).Select(seed => Error(kind, method, seed))];
                errors[method.Name].Add(kind.Name, found);
                cells.Add(string.Create(CultureInfo.InvariantCulture, $"{found.Average():0.00} ± {StandardError(found):0.00}"));
            }

            table.AddRow([.. cells]);
        }

        Consoles.Output().Write(table);
        if (jsonFile != null)
            ResultFile.Write(jsonFile, errors);
    }

    private static double Error(GeneratedSeries kind, SeriesMethod method, int seed)
    {
        var rows = LaggedRows.Of(kind.Draw(Months, seed));
        return rows.MeanAbsoluteError(method.Forecast(rows, seed));
    }

    private static double StandardError(double[] values)
    {
        var mean = values.Average();
        return Math.Sqrt(values.Sum(value => (value - mean) * (value - mean)) / (values.Length - 1) / values.Length);
    }
}
