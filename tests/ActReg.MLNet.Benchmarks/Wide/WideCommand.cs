using System.CommandLine;
using System.Globalization;
using Spectre.Console;

namespace ActReg.MLNet.Benchmarks.Wide;

/// <summary><c>wide</c>: texts and hashed categories, beside ML.NET's linear trainers.</summary>
internal static class WideCommand
{
    public static Command Create()
    {
        var units = OptionValues.WholeNumber("--units", "Hidden units of ours.", 64, 1, 4096);
        var epochs = OptionValues.WholeNumber("--epochs", "Epochs of ours.", 10, 2, 1000);
        var cases = OptionValues.Names("--cases", "What to train on.", [.. WideCase.All.Select(found => found.Name)]);
        var json = OptionValues.Json();
        var command = new Command("wide", "Trains on texts and hashed categories, each method in a process of its own, beside Sdca and Lbfgs.") { units, epochs, cases, json };
        command.SetAction(arguments => Run(
            arguments.GetRequiredValue(cases), arguments.GetValue(units), arguments.GetValue(epochs), arguments.GetValue(json)));
        return command;
    }

    /// <summary>What <see cref="Create"/>'s command runs in new processes.</summary>
    public static Command CreateRun()
    {
        var wideCase = new Argument<string>("case");
        var method = new Argument<string>("method");
        var units = new Argument<int>("units");
        var epochs = new Argument<int>("epochs");
        var command = new Command(WideRun.CommandName) { wideCase, method, units, epochs };
        command.Hidden = true;
        command.SetAction(arguments => WideRun.Run(
            arguments.GetRequiredValue(wideCase), arguments.GetRequiredValue(method), arguments.GetValue(units), arguments.GetValue(epochs)));
        return command;
    }

    private static void Run(string[] cases, int units, int epochs, string? jsonFile)
    {
        var runs = new Dictionary<string, WideRun>();
        foreach (var wideCase in WideCase.All.Where(found => cases.Contains(found.Name)))
        {
            var table = new Table { Title = new TableTitle(wideCase.Title) };
            foreach (var column in new[] { "", "columns", "Fit, s", "epoch, s", "accuracy", "peak working set, MiB" })
                table.AddColumn(new TableColumn(column).RightAligned());
            foreach (var method in WideRun.Methods)
            {
                var run = WideRun.InNewProcess(wideCase.Name, method, units, epochs);
                runs.Add($"{wideCase.Name}, {method}", run);
                var isData = method == WideRun.Data;
                table.AddRow(
                    method == WideRun.Ours ? $"{units} units, {epochs} epochs" : method, Text(run.Columns, "#,0"), isData ? "" : Text(run.Seconds, "0.00"),
                    run.EpochSeconds is { } epoch ? Text(epoch, "0.000") : "", isData ? "" : Text(run.Accuracy, "0.000"), Text(run.PeakBytes / 1048576.0, "0"));
            }

            Consoles.Output().Write(table);
        }

        if (jsonFile != null)
            ResultFile.Write(jsonFile, runs);
    }

    private static string Text(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
