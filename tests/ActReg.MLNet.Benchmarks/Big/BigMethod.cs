using System.Globalization;
using Microsoft.ML;
using Microsoft.ML.Trainers.LightGbm;

namespace ActReg.MLNet.Benchmarks.Big;

/// <summary>A way to train on a large table; on one thread, but for the networks of an ensemble.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Create">The trainer. It is given the weight column, or null, the time that the first method took, and what to tell of each epoch.</param>
internal sealed record BigMethod(string Name, Func<MLContext, string?, TimeSpan, Action<EpochEnd>, IEstimator<ITransformer>> Create)
{
    private const int PlainEpochs = 10;

    /// <summary>The first one's log-loss is the one to reach.</summary>
    public static IReadOnlyList<BigMethod> All { get; } =
    [
        LightGbm("LightGbm", _ => { }),
        LightGbm("LightGbm, 500 trees of 63 leaves, rate 0.05", options => (options.NumberOfIterations, options.NumberOfLeaves, options.LearningRate) = (500, 63, 0.05)),
        new($"plain, {PlainEpochs} epochs", (mlContext, weights, _, onEpochEnd) => mlContext.BinaryClassification.Trainers.ActivityRegularizedMlp(
            new ActivityRegularizedMlpOptions { FeatureColumnName = BigTable.Normalized, ExampleWeightColumnName = weights, Epochs = PlainEpochs, OnEpochEnd = onEpochEnd })),
        Tabular("tabular", _ => { }),
        Tabular("tabular, one network", options => options.Members = 1),
        InTime(1),
        InTime(3),
        .. from members in (int[])[1, 5]
           from batch in (int[])[64, 256, 1024]
           from rate in (float[])[3e-3f, 6e-3f, 1.2e-2f]
           from epochs in (int[])[1, 2, 5, 10, 20, 40, 100]
           select Tabular(
               string.Create(CultureInfo.InvariantCulture, $"{members} of batch {batch}, rate {rate}, {epochs} epochs"),
               options => (options.Members, options.BatchSize, options.LearningRate, options.Epochs) = (members, batch, rate, epochs)),
    ];

    private static BigMethod LightGbm(string name, Action<LightGbmBinaryTrainer.Options> set) => new(name, (mlContext, weights, _, _) =>
    {
        var options = new LightGbmBinaryTrainer.Options { NumberOfThreads = 1, ExampleWeightColumnName = weights };
        set(options);
        return mlContext.BinaryClassification.Trainers.LightGbm(options);
    });

    private static BigMethod Tabular(string name, Action<ActivityRegularizedTabularMlpOptions> set) => new(name, (mlContext, weights, _, onEpochEnd) => Tabular(mlContext, weights, onEpochEnd, set));

    /// <summary>One network in so many times the first method's time.</summary>
    private static BigMethod InTime(int times) => new($"tabular, one network, {times}x LightGbm's time", (mlContext, weights, first, onEpochEnd) => Tabular(
        mlContext, weights, onEpochEnd, options => (options.Members, options.TimeLimit, options.TimeProvider) = (1, times * first, BigClock.Instance)));

    private static ActivityRegularizedTabularBinaryTrainer Tabular(MLContext mlContext, string? weights, Action<EpochEnd> onEpochEnd, Action<ActivityRegularizedTabularMlpOptions> set)
    {
        var options = new ActivityRegularizedTabularMlpOptions { ExampleWeightColumnName = weights, OnEpochEnd = onEpochEnd };
        set(options);
        return mlContext.BinaryClassification.Trainers.ActivityRegularizedTabularMlp(options);
    }
}
