using System.Diagnostics;
using Microsoft.ML;

namespace ActReg.MLNet.Cli.Fashion;

/// <summary>Trains the network, and measures it.</summary>
internal static class FashionTraining
{
    /// <param name="data">The images.</param>
    /// <param name="settings">How it is trained.</param>
    /// <param name="endEpoch">Told of each epoch.</param>
    /// <param name="cancellation">Ends training.</param>
    public static FashionResult Run(
        FashionData data, FashionSettings settings, Action<EpochEnd> endEpoch, CancellationToken cancellation)
    {
        var mlContext = new MLContext(settings.Seed);
        var train = mlContext.Data.LoadFromEnumerable(data.Train.Take(settings.Images));
        var test = mlContext.Data.LoadFromEnumerable(data.Test);
        var watch = Stopwatch.StartNew();
        var model = FashionNetwork.Pipeline(mlContext, settings, endEpoch, cancellation).Fit(train);
        var trainingSeconds = watch.Elapsed.TotalSeconds;
        cancellation.ThrowIfCancellationRequested();
        var network = model.LastTransformer.Model;
        watch.Restart();
        network.Score(
            [.. data.Test.SelectMany(image => image.Features)], new float[data.Test.Count * FashionData.Classes.Count],
            Environment.ProcessorCount);
        var scoringSeconds = watch.Elapsed.TotalSeconds;
        var metrics = mlContext.MulticlassClassification.Evaluate(model.Transform(test));
        return new FashionResult(model, network, metrics, SparsityReport.Create(network, test), trainingSeconds, scoringSeconds);
    }
}
