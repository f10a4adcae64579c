using System.Diagnostics;
using ActReg.MLNet.Cli.Terminal;
using Microsoft.ML;
using Spectre.Console;

namespace ActReg.MLNet.Cli.Sequence;

/// <summary>One run of the command: trains, shows and writes.</summary>
/// <param name="settings">What to compare.</param>
/// <param name="output">Gets the report.</param>
internal sealed class SequenceRun(SequenceSettings settings, IAnsiConsole output)
{
    /// <summary>Where the results go as JSON; or <see langword="null"/>.</summary>
    public required OutputPath? Json { get; init; }

    /// <summary>Where the first repeat's recurrent network goes; or <see langword="null"/>.</summary>
    public required OutputPath? Model { get; init; }

    public void Run(CancellationToken cancellation)
    {
        var watch = Stopwatch.StartNew();
        OutputFiles.Check([Json, Model]);

        var report = new SequenceReport(settings, output);
        report.Introduce();
        var result = SequenceStudy.Run(settings, report.Measured, cancellation);
        report.Table(result);

        Json?.Write(file => SequenceJson.Write(file, result, settings));
        Model?.Write(file => new MLContext().Model.SaveVerified(result.Network, result.Schema, file));
        report.Files(Json?.FullPath, Model?.FullPath, watch.Elapsed);
    }
}
