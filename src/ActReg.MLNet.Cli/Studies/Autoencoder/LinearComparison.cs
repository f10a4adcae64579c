using Microsoft.ML;

namespace ActReg.MLNet.Cli.Autoencoder;

/// <summary>A linear ML.NET trainer with few labels, on the features themselves, on principal components, and on codes.</summary>
/// <remarks>All rows but the test's are known without labels: transforms learn from all of them, the trainer from those that have one.</remarks>
internal static class LinearComparison
{
    private static readonly int[] LabelCounts = [100, 1000];

    public static IReadOnlyList<LinearResult> Run(AutoencoderData data, AutoencoderSettings settings, CancellationToken cancellation)
    {
        var splits = Enumerable.Range(0, settings.Repeats).Select(repeat => data.Split(settings.Seed + repeat)).ToArray();
        var most = splits.Min(split => split.Train.Count(row => row.IsLabeled));
        int[] counts = [.. LabelCounts.Where(count => count <= most).DefaultIfEmpty(most)];
        var accuracies = new double[settings.Repeats][][];
        ParallelRuns.Run(Enumerable.Range(0, settings.Repeats), Environment.ProcessorCount, repeat => accuracies[repeat] =
            [.. Transforms(data, settings, settings.Seed + repeat, cancellation).Select(transform => Accuracies(data, transform, splits[repeat].Train, splits[repeat].Test, counts))], cancellation);
        return
        [
            .. counts.Index().Select(count => new LinearResult(
                count.Item,
                ComparedMethod.All(
                    StudyMetric.MicroAccuracy.Name, ("features", Of(0, count.Index)), ("principal components", Of(1, count.Index)), ("sparse code", Of(2, count.Index))))),
        ];

        double[] Of(int transform, int labels) => [.. accuracies.Select(repeat => repeat[transform][labels])];
    }

    private static Func<MLContext, IEstimator<ITransformer>>[] Transforms(AutoencoderData data, AutoencoderSettings settings, int seed, CancellationToken cancellation) =>
    [
        mlContext => mlContext.Transforms.CopyColumns("Code", "Features"),
        mlContext => mlContext.Transforms.ProjectToPrincipalComponents(
            "Code", "Features", rank: Math.Min(data.FeatureCount, settings.UnitsFor(data.FeatureCount)), seed: seed),
        mlContext =>
        {
            var options = settings.Options(data.FeatureCount);
            options.Seed = seed;
            options.CancellationToken = cancellation;
            return mlContext.Transforms.SparseAutoencoder(options);
        },
    ];

    private static double[] Accuracies(
        AutoencoderData data, Func<MLContext, IEstimator<ITransformer>> create, IReadOnlyList<DataRow> train, IReadOnlyList<DataRow> test, int[] counts)
    {
        var mlContext = new MLContext(seed: 1);
        // Of all classes, lest a row of one that no label was drawn of count for nothing.
        var keys = mlContext.Transforms.Conversion.MapValueToKey("Key", "Label").Fit(data.View(mlContext, data.All.Where(row => row.IsLabeled)));
        var transform = create(mlContext).Fit(data.View(mlContext, train));
        var tested = Prepared(test.Where(row => row.IsLabeled));
        return [.. counts.Select(count =>
        {
            var trainer = mlContext.Transforms.NormalizeMeanVariance("Code").Append(mlContext.MulticlassClassification.Trainers.LbfgsMaximumEntropy("Key", "Code"));
            var model = trainer.Fit(Prepared(train.Where(row => row.IsLabeled).Take(count)));
            return mlContext.MulticlassClassification.Evaluate(model.Transform(tested), labelColumnName: "Key").MicroAccuracy;
        })];

        IDataView Prepared(IEnumerable<DataRow> rows) => transform.Transform(keys.Transform(data.View(mlContext, rows)));
    }
}

/// <summary>Accuracies with so many labels.</summary>
internal sealed record LinearResult(int Labels, IReadOnlyList<ComparedMethod> Methods);
