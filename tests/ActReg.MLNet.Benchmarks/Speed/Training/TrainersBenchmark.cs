using System.Globalization;
using ActReg.MLNet.Benchmarks.Data;
using ActReg.MLNet.Benchmarks.Generated;
using ActReg.MLNet.Benchmarks.Methods;
using ActReg.MLNet.Benchmarks.Speed.Measuring;
using ActReg.MLNet.Benchmarks.Speed.Reporting;
using Microsoft.ML;

namespace ActReg.MLNet.Benchmarks.Speed.Training;

/// <summary>Whole trainings of other kinds on the same rows: ML.NET's own trainers, each with its defaults.</summary>
internal static class TrainersBenchmark
{
    private const int TestRows = 20_000;
    private const int Epochs = 10;

    private static readonly string[] Peers = ["ML.NET Lbfgs", "ML.NET FastTree", "ML.NET LightGbm"];

    public static Benchmark Benchmark { get; } = new(
        "trainers",
        $"a whole Fit on the {LargeTraining.Binary.RowCount:N0} rows of {LargeTraining.Binary.Name}, one thread; accuracies",
        Run);

    private static BenchmarkResult Run(BenchmarkSettings settings)
    {
        var training = LargeTraining.Binary with { RowCount = settings.IsQuick ? 2_000 : LargeTraining.Binary.RowCount };
        var mlContext = new MLContext(seed: 1);
        var train = training.Load(mlContext);
        var test = TeacherViews.Load(
            mlContext, training.Teacher.Rows(TestRows, draw: 2).ToArray(), training.FeatureCount, training.ClassCount);
        var ours = Measure($"{Epochs} epochs of that", () => training.Fit(mlContext, train, Epochs, TrainingEngine.Fused));
        var defaults = Measure("defaults", () => mlContext.BinaryClassification.Trainers.ActivityRegularizedMlp().Fit(train));
        var peers = MLNetMethods.All.Where(method => method.Task == TaskKind.Binary && Peers.Contains(method.Name))
            .Select(method => Measure(method.Name, () => method.Create(mlContext).Fit(train))).ToArray();
        return new(
            [.. from our in new[] { ours, defaults } from peer in peers select new Comparison("ours, " + our.Name, our, peer)],
            ["One training each. Accuracies are those of other rows, of which 5% have a random label."]);

        Samples Measure(string name, Func<ITransformer> fit)
        {
            ITransformer? model = null;
            var seconds = Timing.Of(() => model = fit());
            var accuracy = mlContext.BinaryClassification.EvaluateNonCalibrated(model!.Transform(test)).Accuracy;
            return new(string.Create(CultureInfo.InvariantCulture, $"{name}: {100 * accuracy:0.0}%"), Unit.Seconds, [seconds]);
        }
    }
}
