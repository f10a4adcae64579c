using Microsoft.ML;

namespace ActReg.MLNet.Cli.Autoencoder;

/// <summary>Rows of a class that was not trained on, found by the reconstruction error, and by ML.NET's RandomizedPca.</summary>
internal static class AnomalyComparison
{
    public static IReadOnlyList<ComparedMethod> Run(AutoencoderData data, AutoencoderSettings settings, CancellationToken cancellation)
    {
        var classes = data.Classes;
        var areas = new (double Pca, double Code)[settings.Repeats];
        ParallelRuns.Run(Enumerable.Range(0, settings.Repeats), Environment.ProcessorCount, repeat =>
        {
            var (train, test) = data.Split(settings.Seed + repeat);
            // A class that happens to have no row there can not be found.
            var anomaly = Enumerable.Range(repeat, classes.Count).Select(i => classes[i % classes.Count]).First(name => test.Any(row => row.Label == name));
            var mlContext = new MLContext(settings.Seed + repeat);
            var known = data.View(mlContext, train.Where(row => row.IsLabeled && row.Label != anomaly));
            var tested = mlContext.Transforms.CustomMapping<DataRow, AnomalyLabel>((row, label) => label.IsAnomaly = row.Label == anomaly ? 1 : 0, contractName: null)
                .Fit(known).Transform(data.View(mlContext, test.Where(row => row.IsLabeled)));
            var options = settings.Options(data.FeatureCount);
            options.CancellationToken = cancellation;
            areas[repeat] = (
                Area(mlContext.AnomalyDetection.Trainers.RandomizedPca(rank: Math.Min(20, data.FeatureCount - 1), seed: settings.Seed + repeat).Fit(known)),
                Area(mlContext.Transforms.SparseAutoencoder(options).Fit(known)));

            double Area(ITransformer model) =>
                mlContext.AnomalyDetection.Evaluate(model.Transform(tested), labelColumnName: nameof(AnomalyLabel.IsAnomaly)).AreaUnderRocCurve;
        }, cancellation);
        return ComparedMethod.All(
            StudyMetric.AreaUnderRocCurve.Name, ("RandomizedPca", [.. areas.Select(area => area.Pca)]), ("sparse code", [.. areas.Select(area => area.Code)]));
    }

    private sealed class AnomalyLabel
    {
        public float IsAnomaly { get; set; }
    }
}
