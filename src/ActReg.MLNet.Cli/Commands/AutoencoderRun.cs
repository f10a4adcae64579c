using ActReg.MLNet.Cli.Terminal;
using Microsoft.ML;
using Microsoft.ML.Data;
using Spectre.Console;

namespace ActReg.MLNet.Cli.Autoencoder;

/// <summary>One run of the command: reads, trains, compares, draws and writes.</summary>
/// <param name="settings">How autoencoders are trained.</param>
/// <param name="output">Gets the report.</param>
internal sealed class AutoencoderRun(AutoencoderSettings settings, IAnsiConsole output)
{
    /// <summary>The word or file that says which rows.</summary>
    public required string Data { get; init; }

    /// <summary>A table's column of classes; or <see langword="null"/>.</summary>
    public required string? Label { get; init; }

    /// <summary>Of Fashion-MNIST, how many images.</summary>
    public required int Images { get; init; }

    /// <summary>Whether nothing is compared.</summary>
    public required bool IsQuick { get; init; }

    /// <summary>Where the pictures go.</summary>
    public required OutputPath Pictures { get; init; }

    /// <summary>Where the results go as JSON; or <see langword="null"/>.</summary>
    public required OutputPath? Json { get; init; }

    /// <summary>Where the model goes; or <see langword="null"/>.</summary>
    public required OutputPath? Model { get; init; }

    public void Run(CancellationToken cancellation) => OutputFiles.InFolder(Pictures, () => RunWithin(cancellation));

    private void RunWithin(CancellationToken cancellation)
    {
        string[] all = [AutoencoderPictures.Features, AutoencoderPictures.Reconstructions, AutoencoderPictures.Frontier];
        OutputFiles.Check(
            [Json, Model, .. all.Select(Pictures.File)], folders: [Pictures], read: AutoencoderSources.Files(Data).Select(file => new OutputPath("--data", file)));
        var data = AutoencoderSources.Load(Data, Label, Images);
        var complete = settings.For(data);
        var report = new AutoencoderConsole(data, complete, output);
        if (complete.K > complete.Units)
            throw new WrongUsageException($"--k must be at most the {complete.Units} units of the code; received {complete.K}.");
        report.Introduce();
        var result = AutoencoderStudy.Run(data, complete, epoch => report.EndEpoch(epoch.Metrics), cancellation);
        report.Results(result);
        AutoencoderPictures.Save(result, data, Pictures);
        // Before what takes longer, and may fail.
        Model?.Write(file => Save(result, data, file));
        IReadOnlyList<FrontierMethod> frontier = [];
        IReadOnlyList<LinearResult> linear = [];
        IReadOnlyList<ComparedMethod> anomalies = [];
        if (!IsQuick)
        {
            frontier = Frontier.Run(data, complete, cancellation);
            report.Frontier(frontier);
            AutoencoderPictures.Save(frontier, data, Pictures);
            if (data.Classes.Count > 1)
            {
                linear = LinearComparison.Run(data, complete, cancellation);
                report.Linear(linear);
                anomalies = AnomalyComparison.Run(data, complete, cancellation);
                report.Anomalies(anomalies);
            }
            else
            {
                report.NoComparisons();
            }
        }

        Json?.Write(file => AutoencoderJson.Write(file, complete, data, result, frontier, linear, anomalies));
        report.Files([.. AutoencoderPictures.Names(data, IsQuick).Select(name => Path.Combine(Pictures.FullPath, name))], Json?.FullPath, Model?.FullPath);
    }

    private static void Save(AutoencoderResult result, AutoencoderData data, Stream file)
    {
        var mlContext = new MLContext();
        ITransformer model = data.Preparation is { } preparation ? new TransformerChain<ITransformer>(preparation, result.Model) : result.Model;
        mlContext.Model.SaveVerified(model, data.Raw(mlContext, []).Schema, file);
    }
}
