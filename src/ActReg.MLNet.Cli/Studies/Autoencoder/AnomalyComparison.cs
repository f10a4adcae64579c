using Microsoft.ML;

namespace ActReg.MLNet.Cli.Autoencoder;

/// <summary>Rows of a class that was not trained on, found by the reconstruction error, and by ML.NET's RandomizedPca.</summary>
internal static class AnomalyComparison
{
    public static IReadOnlyList<Differences> Run(AutoencoderData data, AutoencoderSettings settings, CancellationToken cancellation)
    {
        var classes = data.Classes;
        var areas = new (double Pca, double Code)[settings.Repeats];
        Parallel.For(0, settings.Repeats, new ParallelOptions { CancellationToken = cancellation, MaxDegreeOfParallelism = Environment.ProcessorCount }, repeat =>
        {
            var (train, test) = data.Split(settings.Seed + repeat);
            var anomaly = classes[repeat % classes.Count];
            var mlContext = new MLContext(settings.Seed + repeat);
            var known = data.View(mlContext, train.Where(row => row.Label != anomaly));
            var tested = mlContext.Transforms.CustomMapping<DataRow, AnomalyLabel>((row, label) => label.IsAnomaly = row.Label == anomaly ? 1 : 0, contractName: null)
                .Fit(known).Transform(data.View(mlContext, test));
            var options = settings.Options(data.FeatureCount);
            options.CancellationToken = cancellation;
            areas[repeat] = (
                Area(mlContext.AnomalyDetection.Trainers.RandomizedPca(rank: Math.Min(20, data.FeatureCount - 1), seed: settings.Seed + repeat).Fit(known)),
                Area(mlContext.Transforms.SparseAutoencoder(options).Fit(known)));

            double Area(ITransformer model) =>
                mlContext.AnomalyDetection.Evaluate(model.Transform(tested), labelColumnName: nameof(AnomalyLabel.IsAnomaly)).AreaUnderRocCurve;
        });
        double[] pca = [.. areas.Select(area => area.Pca)];
        return [new("RandomizedPca", pca, null), new("sparse code", [.. areas.Select(area => area.Code)], pca)];
    }

    private sealed class AnomalyLabel
    {
        public float IsAnomaly { get; set; }
    }
}
