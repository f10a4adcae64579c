using System.CommandLine;
using System.Globalization;
using Spectre.Console;

namespace ActReg.MLNet.Benchmarks.Streaming;

/// <summary><c>streaming</c>: time and memory of one epoch against the number of rows.</summary>
internal static class StreamingCommand
{
    private const long FirstRows = 10_000;

    /// <summary>The most rows that are also kept in memory, for comparison.</summary>
    private const long MostCachedRows = 10_000_000;

    public static Command Create()
    {
        var most = OptionValues.WholeNumber(
            "--rows", "Rows of the largest set; the others have 10,000 times a power of ten.", 10_000_000, 10_000, 2_000_000_000);
        var plot = new Option<string?>("--plot")
        {
            Description = "File for a plot of time and memory, as PNG.",
            HelpName = "FILE",
        };
        var json = OptionValues.Json();
        var command = new Command(
            "streaming", "Trains one epoch of 28-64-1 in batches of 256 on generated rows, streamed and kept in memory.")
        {
            most, plot, json,
        };
        command.SetAction(arguments => Run(arguments.GetValue(most), arguments.GetValue(plot), arguments.GetValue(json)));
        return command;
    }

    /// <summary>What <see cref="Create"/>'s command runs in new processes.</summary>
    public static Command CreateRun()
    {
        var mode = new Argument<string>("mode");
        var rows = new Argument<long>("rows");
        var command = new Command(StreamingRun.CommandName) { mode, rows };
        command.Hidden = true;
        command.SetAction(arguments => StreamingRun.Run(arguments.GetRequiredValue(mode), arguments.GetValue(rows)));
        return command;
    }

    private static void Run(long most, string? plotFile, string? jsonFile)
    {
        var runs = new List<StreamingRun>();
        var table = new Table();
        foreach (var column in new[] { "rows", "", "Fit, s", "epoch, s", "rows/s in the epoch", "peak working set, MiB" })
            table.AddColumn(new TableColumn(column).RightAligned());
        foreach (var rows in RowCounts(most))
        {
            foreach (var mode in new[] { StreamingRun.Streamed, StreamingRun.Read, StreamingRun.Cached })
            {
                if (mode == StreamingRun.Cached && rows > MostCachedRows)
                    continue;
                var run = StreamingRun.InNewProcess(rows, mode);
                runs.Add(run);
                table.AddRow(
                    Text(rows, "#,0"), mode, Text(run.Seconds, "0.00"), Text(run.EpochSeconds, "0.00"),
                    Text(rows / run.EpochSeconds, "#,0"), Text(run.PeakBytes / 1048576.0, "0"));
            }
        }

        Consoles.Output().Write(table);
        if (plotFile != null)
            StreamingFigure.Create(runs).SavePng(plotFile);
        if (jsonFile != null)
            ResultFile.Write(jsonFile, runs);
    }

    private static IEnumerable<long> RowCounts(long most)
    {
        for (var rows = FirstRows; rows < most; rows *= 10)
            yield return rows;
        yield return most;
    }

    private static string Text(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
