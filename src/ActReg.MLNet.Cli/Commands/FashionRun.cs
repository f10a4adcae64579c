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
    public required OutputPath Pictures { get; init; }

    /// <summary>Where the results go as JSON; or <see langword="null"/>.</summary>
    public required OutputPath? Json { get; init; }

    /// <summary>Where the model goes; or <see langword="null"/>.</summary>
    public required OutputPath? Model { get; init; }

    public void Run(CancellationToken cancellation) => OutputFiles.InFolder(Pictures, () => RunWithin(cancellation));

    private void RunWithin(CancellationToken cancellation)
    {
        OutputFiles.Check(
            [Json, Model, Pictures.File(FashionPictures.Filters)], folders: [Pictures],
            read: FashionData.Files.Select(file => new OutputPath("--data", Path.Combine(DataFolder, file))));
        var data = FashionData.Load(DataFolder);
        var report = new FashionReport(settings, output);
        report.Introduce(data);
        var result = FashionTraining.Run(data, settings, epoch => report.EndEpoch(epoch.Metrics), cancellation);
        report.Results(result, data.Test.Count);
        FashionPictures.Save(result, data, settings, Pictures);
        Model?.Write(file => Save(result, file));
        Json?.Write(file => FashionJson.Write(file, result, settings));
        report.Files(Pictures.FullPath, Json?.FullPath, Model?.FullPath);
    }

    private static void Save(FashionResult result, Stream file)
    {
        var mlContext = new MLContext();
        mlContext.Model.SaveVerified(result.Model, mlContext.Data.LoadFromEnumerable<FashionImage>([]).Schema, file);
    }
}
