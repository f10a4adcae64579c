using Microsoft.ML;
using Microsoft.ML.Trainers;
using Microsoft.ML.Trainers.FastTree;
using Microsoft.ML.Transforms;

namespace ActReg.MLNet.Benchmarks.Series;

/// <summary>A way to forecast the next value.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Forecast">What it makes of the last rows, by a seed.</param>
internal sealed record SeriesMethod(string Name, Func<LaggedRows, int, float[]> Forecast)
{
    public static readonly SeriesMethod Plain = OfTrainer("Mlp", mlContext => Normalized(mlContext).Append(mlContext.Regression.Trainers.ActivityRegularizedMlp()));

    public static readonly SeriesMethod PlainWindow = OfTrainer(
        "Mlp, SeriesWindow", mlContext => mlContext.Regression.Trainers.ActivityRegularizedMlp(new ActivityRegularizedMlpOptions { SeriesWindow = SeriesWindow.All }));

    public static readonly SeriesMethod Tabular = OfTrainer("TabularMlp", mlContext => mlContext.Regression.Trainers.ActivityRegularizedTabularMlp());

    public static readonly SeriesMethod TabularWindow = OfTrainer(
        "TabularMlp, SeriesWindow", mlContext => mlContext.Regression.Trainers.ActivityRegularizedTabularMlp(new ActivityRegularizedTabularMlpOptions { SeriesWindow = SeriesWindow.All }));

    public static IReadOnlyList<SeriesMethod> All { get; } =
    [
        new("the last value", (rows, _) => [.. rows.Test.Select(row => row.Features[^1])]),
        new("the value a year ago", (rows, _) => [.. rows.Test.Select(row => row.Features[^GeneratedSeries.Season])]),
        OfTrainer("ML.NET Sdca", mlContext => Normalized(mlContext).Append(mlContext.Regression.Trainers.Sdca(new SdcaRegressionTrainer.Options { NumberOfThreads = 1 }))),
        OfTrainer("ML.NET FastTree", mlContext => mlContext.Regression.Trainers.FastTree(new FastTreeRegressionTrainer.Options { NumberOfThreads = 1 })),
        Plain, PlainWindow, Tabular,
        OfTrainer("TabularMlp, not bounded", mlContext => mlContext.Regression.Trainers.ActivityRegularizedTabularMlp(new ActivityRegularizedTabularMlpOptions { BoundScores = false })),
        TabularWindow,
    ];

    private static SeriesMethod OfTrainer(string name, Func<MLContext, IEstimator<ITransformer>> trainer) => new(name, (rows, seed) =>
    {
        var mlContext = new MLContext(seed);
        return rows.Forecasts(mlContext, trainer(mlContext));
    });

    private static NormalizingEstimator Normalized(MLContext mlContext) => mlContext.Transforms.NormalizeMeanVariance("Features", fixZero: false);
}
