using System.CommandLine;
using System.Diagnostics;
using System.Text.RegularExpressions;
using ActReg.MLNet.Benchmarks.Data;
using ActReg.MLNet.Benchmarks.Defaults;
using Spectre.Console;

namespace ActReg.MLNet.Benchmarks.Accuracy;

/// <summary><c>accuracy</c>: this plugin's trainers beside their peers on real data.</summary>
internal static class AccuracyCommand
{
    private static readonly Dictionary<string, IReadOnlyList<string>> Groups = new()
    {
        ["reported"] = ReportedData.Names,
        ["tuning"] = [.. TuningTables.Committed.Select(table => table.Name)],
        ["wider"] = [.. TuningTables.Wider.Select(table => table.Name)],
        ["larger"] = [.. TuningTables.Larger.Select(table => table.Name)],
    };

    public static Command Create()
    {
        var data = OptionValues.Names(
            "--data", "Data sets, or groups of them.", [.. Groups.Keys, .. Groups.Values.SelectMany(names => names)], "reported");
        var methods = OptionValues.Pattern(
            "--methods", "Only the methods whose name this regular expression finds.", "^ours, (defaults|tabular)$|^ML.NET|^sklearn");
        var repeats = OptionValues.WholeNumber("--repeats", "Repeats of five folds.", 2, 1, Folds.MaximumRepeats);
        var folds = OptionValues.WholeNumber("--folds", "How many of each repeat's folds to hold out.", Folds.PerRepeat, 1, Folds.PerRepeat);
        var earlier = new Option<string[]>("--with")
        {
            Description = "Files of earlier runs with the same folds, whose methods are compared too.",
            HelpName = "FILE",
        };
        var reference = new Option<string>("--reference")
        {
            Description = "The method that all are divided by, over many tables.",
            HelpName = "METHOD",
            DefaultValueFactory = _ => Standing.Peer,
        };
        var json = OptionValues.Json();
        var command = new Command("accuracy", "Trains each method with its defaults on real data, scores it on held-out folds.")
        {
            data, methods, repeats, folds, earlier, reference, json,
        };
        command.SetAction(arguments => Run(
            [.. arguments.GetRequiredValue(data).SelectMany(name => Groups.GetValueOrDefault(name, [name])).Distinct()],
            arguments.GetRequiredValue(methods), arguments.GetValue(repeats), arguments.GetValue(folds),
            [.. (arguments.GetValue(earlier) ?? []).SelectMany(ResultFile.Read<DataComparison[]>)], arguments.GetRequiredValue(reference), arguments.GetValue(json)));
        return command;
    }

    private static void Run(
        string[] names, Regex methods, int repeats, int folds, IReadOnlyList<DataComparison> earlier, string reference, string? jsonFile)
    {
        var console = Consoles.Output();
        var withSklearn = SklearnPeers.AreWanted(methods) && SklearnPeers.AreAvailable();
        if (SklearnPeers.AreWanted(methods) && !withSklearn)
            Console.Error.WriteLine(SklearnPeers.HowToInstall);
        var comparisons = new List<DataComparison>();
        foreach (var name in names)
        {
            var watch = Stopwatch.StartNew();
            var comparison = Comparer.Compare(ComparedData.Load(name, repeats), methods, folds, withSklearn, method =>
                Console.Error.WriteLine($"{name}: {method.Method}, {watch.Elapsed.TotalSeconds:0} s"));
            comparison = comparison.With(earlier.Where(other => other.Data == name), repeats * folds);
            comparisons.Add(comparison);
            console.Profile.Out.Writer.WriteLine(
                $"{name}: {comparison.Rows} rows, {repeats} x {folds} folds, paired t-intervals, corrected for shared rows and not; "
                + $"{watch.Elapsed.TotalSeconds:0} s");
            console.Write(ComparisonTable.Create(comparison));
            if (jsonFile != null)
                ResultFile.Write(jsonFile, comparisons);
        }
        foreach (var (title, standings) in Standing.ByTask(comparisons, reference))
        {
            console.Profile.Out.Writer.WriteLine(title);
            console.Write(StandingsTable.Create(standings));
        }
    }
}
