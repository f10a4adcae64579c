using System.Text.Json;
using ActReg.MLNet.Benchmarks.Data;
using ActReg.MLNet.Benchmarks.Methods;
using Microsoft.ML;

namespace ActReg.MLNet.Tests;

/// <summary>On real data the trainers do as well as when they were measured. tests/data/README.md says which command wrote the file.</summary>
[TestClass]
public sealed class AccuracyFloorTests
{
    private const string Plain = "ours, defaults";
    private const string Tabular = "ours, tabular";

    private static readonly Dictionary<(string Data, string Method), Scores> Measured = ReadMeasured();

    /// <summary>Of the digits, an ensemble's five networks take minutes; the plain trainer stands for them.</summary>
    public static IEnumerable<object[]> Cases =>
        Measured.Keys.Where(key => key != ("digits", Tabular)).Select(key => new object[] { key.Data, key.Method });

    /// <summary>Two standard errors of the folds' mean; on the machine that measured them, the scores themselves come again.</summary>
    [TestMethod]
    [DynamicData(nameof(Cases))]
    public void Scores_and_log_losses_are_within_two_standard_errors_of_what_was_measured(string name, string trainer)
    {
        var data = CsvData.Load(name, isRegression: name == "diabetes");
        var method = new Method(trainer, data.Task, mlContext => trainer == Plain ? PlainTrainer(mlContext, data.Task) : TabularTrainer(mlContext, data.Task));
        Figures[] figures =
            [.. Folds.Of(name, data, repeats: trainer == Plain ? 2 : 1).Select((split, fold) => method.Measure(split.Standardized(), seed: fold + 1))];

        var measured = Measured[(name, trainer)];
        double[] scores = [.. measured.Values.Take(figures.Length)];
        Assert.IsGreaterThanOrEqualTo(scores.Average() - 2 * StandardError(scores), figures.Average(fold => fold.Score), "the score");
        if (measured.LogLosses == null)
            return;
        double[] losses = [.. measured.LogLosses.Take(figures.Length)];
        Assert.IsLessThanOrEqualTo(losses.Average() + 2 * StandardError(losses), figures.Average(fold => fold.LogLoss!.Value), "the log-loss");
    }

    private static double StandardError(double[] values)
    {
        var mean = values.Average();
        var variance = values.Sum(value => (value - mean) * (value - mean)) / (values.Length - 1);
        return Math.Sqrt(variance / values.Length);
    }

    private static IEstimator<ITransformer> PlainTrainer(MLContext mlContext, TaskKind task) => task switch
    {
        TaskKind.Binary => mlContext.BinaryClassification.Trainers.ActivityRegularizedMlp(),
        TaskKind.Multiclass => mlContext.MulticlassClassification.Trainers.ActivityRegularizedMlp(),
        _ => mlContext.Regression.Trainers.ActivityRegularizedMlp(),
    };

    private static IEstimator<ITransformer> TabularTrainer(MLContext mlContext, TaskKind task) => task switch
    {
        TaskKind.Binary => mlContext.BinaryClassification.Trainers.ActivityRegularizedTabularMlp(),
        TaskKind.Multiclass => mlContext.MulticlassClassification.Trainers.ActivityRegularizedTabularMlp(),
        _ => mlContext.Regression.Trainers.ActivityRegularizedTabularMlp(),
    };

    private static Dictionary<(string Data, string Method), Scores> ReadMeasured()
    {
        using var file = JsonDocument.Parse(File.ReadAllText(Path.Combine(CsvData.Folder, "accuracy.json")));
        return (from comparison in file.RootElement.EnumerateArray()
                from method in comparison.GetProperty("methods").EnumerateArray()
                select (comparison, method)).ToDictionary(
            pair => (pair.comparison.GetProperty("data").GetString()!, pair.method.GetProperty("method").GetString()!),
            pair => new Scores(
                pair.method.GetProperty("scores").Deserialize<double[]>()!, pair.method.GetProperty("logLosses").Deserialize<double[]?>()));
    }

    private sealed record Scores(double[] Values, double[]? LogLosses);
}
