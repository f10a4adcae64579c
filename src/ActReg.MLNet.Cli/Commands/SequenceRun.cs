using System.Diagnostics;
using ActReg.MLNet.Cli.Terminal;
using Microsoft.ML;
using Spectre.Console;
using TorchSharp;

namespace ActReg.MLNet.Cli.Sequence;

/// <summary>One run of the command: trains, shows and writes.</summary>
/// <param name="settings">What to compare.</param>
/// <param name="output">Gets the report.</param>
internal sealed class SequenceRun(SequenceSettings settings, IAnsiConsole output)
{
    /// <summary>Where the results go as JSON; or <see langword="null"/>.</summary>
    public required string? JsonFile { get; init; }

    /// <summary>Where the first repeat's recurrent network goes; or <see langword="null"/>.</summary>
    public required string? ModelFile { get; init; }

    public void Run(CancellationToken cancellation)
    {
        var watch = Stopwatch.StartNew();
        // What cannot be written is better known before training than after.
        Write("--json", JsonFile, Terminal.JsonFile.CheckWritable);
        Write("--model", ModelFile, Terminal.JsonFile.CheckWritable);

        // Products this small gain nothing from a second thread, and on a busy machine threads mostly wait for each other.
        TorchRuntime.EnsureLoaded();
        torch.set_num_threads(1);

        var report = new SequenceReport(settings, output);
        report.Introduce();
        var result = SequenceStudy.Run(settings, report.Measured, cancellation);
        report.Table(result);

        Write("--json", JsonFile, file => SequenceJson.Write(file, result, settings));
        Write("--model", ModelFile, file => new MLContext().Model.Save(result.Network, result.Schema, file));
        report.Files(JsonFile, ModelFile, watch.Elapsed);
    }

    private static void Write(string option, string? path, Action<string> write)
    {
        if (path != null)
            Writing.To(option, path, () => write(path));
    }
}
