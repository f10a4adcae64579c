using System.Diagnostics;
using Microsoft.ML;

namespace ActReg.MLNet.Cli.Autoencoder;

/// <summary>Trains the autoencoder that is shown, and a second one of another seed.</summary>
internal static class AutoencoderStudy
{
    public static AutoencoderResult Run(AutoencoderData data, AutoencoderSettings settings, Action<EpochEnd> endEpoch, CancellationToken cancellation)
    {
        var watch = Stopwatch.StartNew();
        var mlContext = new MLContext(settings.Seed);
        var train = data.View(mlContext, data.Train);
        var model = Fit(settings.Seed, endEpoch);
        var seconds = watch.Elapsed.TotalSeconds;
        var other = Fit(settings.Seed + 1, endEpoch: null);
        return new(
            model, AutoencoderReport.Create(model, train), AutoencoderReport.Create(model, data.View(mlContext, data.Test)),
            AutoencoderReport.Stability(model, other), seconds);

        SparseAutoencoderTransformer Fit(int seed, Action<EpochEnd>? endEpoch)
        {
            var options = settings.Options(data.FeatureCount);
            options.OnEpochEnd = endEpoch;
            options.CancellationToken = cancellation;
            options.Seed = seed;
            return mlContext.Transforms.SparseAutoencoder(options).Fit(train);
        }
    }
}

/// <summary>What came of it.</summary>
/// <param name="Model">The autoencoder.</param>
/// <param name="Train">On the rows that it was trained on.</param>
/// <param name="Test">On others.</param>
/// <param name="Stability">How much of its dictionary one of another seed has.</param>
/// <param name="TrainingSeconds">What its training took.</param>
internal sealed record AutoencoderResult(SparseAutoencoderTransformer Model, AutoencoderReport Train, AutoencoderReport Test, double Stability, double TrainingSeconds);
