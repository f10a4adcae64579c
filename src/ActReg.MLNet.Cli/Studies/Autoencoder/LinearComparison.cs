using Microsoft.ML;

namespace ActReg.MLNet.Cli.Autoencoder;

/// <summary>A linear ML.NET trainer with few labels, on the features themselves, on principal components, and on codes.</summary>
/// <remarks>All rows but the test's are known without labels: transforms learn from all of them, the trainer from those that have one.</remarks>
internal static class LinearComparison
{
    private static readonly int[] LabelCounts = [100, 1000];

    public static IReadOnlyList<LinearResult> Run(AutoencoderData data, AutoencoderSettings settings, CancellationToken cancellation)
    {
        var accuracies = new double[settings.Repeats][][];
        Parallel.For(0, settings.Repeats, new ParallelOptions { CancellationToken = cancellation, MaxDegreeOfParallelism = Environment.ProcessorCount }, repeat =>
        {
            var (train, test) = data.Split(settings.Seed + repeat);
            accuracies[repeat] = [.. Transforms(data, settings, settings.Seed + repeat, cancellation).Select(transform => Accuracies(data, transform, train, test))];
        });
        return
        [
            .. LabelCounts.Index().Select(count => new LinearResult(
                count.Item,
                [
                    Compared("features", 0, count.Index), Compared("principal components", 1, count.Index), Compared("sparse code", 2, count.Index),
                ])),
        ];

        Differences Compared(string name, int transform, int labels) => new(
            name, [.. accuracies.Select(repeat => repeat[transform][labels])], transform == 0 ? null : [.. accuracies.Select(repeat => repeat[0][labels])]);
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
        AutoencoderData data, Func<MLContext, IEstimator<ITransformer>> create, IReadOnlyList<DataRow> train, IReadOnlyList<DataRow> test)
    {
        var mlContext = new MLContext(seed: 1);
        var transform = create(mlContext).Fit(data.View(mlContext, train));
        var tested = transform.Transform(data.View(mlContext, test));
        return [.. LabelCounts.Select(count =>
        {
            var labeled = transform.Transform(data.View(mlContext, train.Take(count)));
            var trainer = mlContext.Transforms.Conversion.MapValueToKey("Key", "Label")
                .Append(mlContext.Transforms.NormalizeMeanVariance("Code"))
                .Append(mlContext.MulticlassClassification.Trainers.LbfgsMaximumEntropy("Key", "Code"));
            return mlContext.MulticlassClassification.Evaluate(trainer.Fit(labeled).Transform(tested), labelColumnName: "Key").MicroAccuracy;
        })];
    }
}

/// <summary>Accuracies with so many labels.</summary>
internal sealed record LinearResult(int Labels, IReadOnlyList<Differences> Methods);
