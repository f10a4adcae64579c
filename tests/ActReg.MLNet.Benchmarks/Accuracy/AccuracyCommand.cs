using System.CommandLine;
using System.Diagnostics;
using System.Text.RegularExpressions;
using ActReg.MLNet.Benchmarks.Data;

namespace ActReg.MLNet.Benchmarks.Accuracy;

/// <summary><c>accuracy</c>: this plugin's trainers beside their peers on real data.</summary>
internal static class AccuracyCommand
{
    public static Command Create()
    {
        var data = OptionValues.Names("--data", "Data sets.", ReportedData.Names);
        var methods = OptionValues.Pattern("--methods", "Only the methods whose name this regular expression finds, and ours.");
        var repeats = OptionValues.WholeNumber("--repeats", "Repeats of five folds.", 2, 1, Folds.MaximumRepeats);
        var json = OptionValues.Json();
        var command = new Command("accuracy", "Trains each method with its defaults on real data, scores it on held-out folds.")
        {
            data, methods, repeats, json,
        };
        command.SetAction(arguments => Run(
            arguments.GetRequiredValue(data), arguments.GetRequiredValue(methods), arguments.GetValue(repeats),
            arguments.GetValue(json)));
        return command;
    }

    private static void Run(string[] names, Regex methods, int repeats, string? jsonFile)
    {
        var console = Consoles.Output();
        var withSklearn = SklearnPeers.AreAvailable();
        if (!withSklearn)
            Console.Error.WriteLine(SklearnPeers.HowToInstall);
        var comparisons = new List<DataComparison>();
        foreach (var name in names)
        {
            var watch = Stopwatch.StartNew();
            var comparison = Comparer.Compare(name, methods, repeats, withSklearn, method =>
                Console.Error.WriteLine($"{name}: {method.Method}, {watch.Elapsed.TotalSeconds:0} s"));
            comparisons.Add(comparison);
            console.Profile.Out.Writer.WriteLine(
                $"{name}: {repeats} x {Folds.PerRepeat} folds, paired t-intervals, corrected for shared rows and not; "
                + $"{watch.Elapsed.TotalSeconds:0} s");
            console.Write(ComparisonTable.Create(comparison));
        }
        if (jsonFile != null)
            ResultFile.Write(jsonFile, comparisons);
    }
}
