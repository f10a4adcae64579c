using ActReg.MLNet.Cli.Terminal;
using Microsoft.ML;
using Spectre.Console;

namespace ActReg.MLNet.Cli.Fashion;

/// <summary>One run of the command: reads, trains, shows, draws and writes.</summary>
/// <param name="settings">How the network is trained.</param>
/// <param name="output">Gets the report.</param>
internal sealed class FashionRun(FashionSettings settings, IAnsiConsole output)
{
    /// <summary>Where the images are.</summary>
    public required string DataFolder { get; init; }

    /// <summary>Where the picture goes.</summary>
    public required string Folder { get; init; }

    /// <summary>Where the results go as JSON; or <see langword="null"/>.</summary>
    public required string? JsonPath { get; init; }

    /// <summary>Where the model goes; or <see langword="null"/>.</summary>
    public required string? ModelPath { get; init; }

    public void Run(CancellationToken cancellation)
    {
        // What cannot be written is better known before training than after.
        Write("--json", JsonPath, JsonFile.CheckWritable);
        Write("--model", ModelPath, JsonFile.CheckWritable);
        Write("--output", Folder, folder => Directory.CreateDirectory(folder));
        var data = FashionData.Load(DataFolder);
        var report = new FashionReport(settings, output);
        report.Introduce(data);
        var result = FashionTraining.Run(data, settings, epoch => report.EndEpoch(epoch.Metrics), cancellation);
        report.Results(result, data.Test.Count);
        Write("--output", Folder, folder => FashionPictures.Save(result, data, settings, folder));
        Write("--model", ModelPath, path => Save(result, path));
        Write("--json", JsonPath, path => FashionJson.Write(path, result, settings));
        report.Files(Folder, JsonPath, ModelPath);
    }

    private static void Save(FashionResult result, string path)
    {
        var mlContext = new MLContext();
        mlContext.Model.Save(result.Model, mlContext.Data.LoadFromEnumerable<FashionImage>([]).Schema, path);
    }

    private static void Write(string option, string? path, Action<string> write)
    {
        if (path != null)
            Writing.To(option, path, () => write(path));
    }
}
