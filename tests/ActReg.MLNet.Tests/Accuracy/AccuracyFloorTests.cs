using System.Text.Json;
using ActReg.MLNet.Benchmarks.Data;
using ActReg.MLNet.Benchmarks.Methods;
using Microsoft.ML;

namespace ActReg.MLNet.Tests;

/// <summary>On real data the defaults do as well as when they were measured. tests/data/README.md says which command wrote the file.</summary>
[TestClass]
public sealed class AccuracyFloorTests
{
    private const int Repeats = 2;

    private static readonly IReadOnlyDictionary<string, double[]> Measured = ReadMeasured();

    public static IEnumerable<object[]> Names => Measured.Keys.Select(name => new object[] { name });

    /// <summary>Two standard errors of the ten folds' mean below it; on the machine that measured them, the scores themselves come again.</summary>
    [TestMethod]
    [DynamicData(nameof(Names))]
    public void Defaults_are_at_most_two_standard_errors_below_their_measured_mean(string name)
    {
        var data = CsvData.Load(name, isRegression: name == "diabetes");
        var method = new Method("defaults", data.Task, mlContext => Trainer(mlContext, data.Task));
        double[] scores =
            [.. Folds.Of(name, data, Repeats).Select((split, fold) => method.Measure(split.Standardized(), seed: fold + 1).Score)];

        var measured = Measured[name][..scores.Length];
        var mean = measured.Average();
        var variance = measured.Sum(score => (score - mean) * (score - mean)) / (measured.Length - 1);
        var standardError = Math.Sqrt(variance / measured.Length);
        Assert.IsGreaterThanOrEqualTo(mean - 2 * standardError, scores.Average());
    }

    private static IEstimator<ITransformer> Trainer(MLContext mlContext, TaskKind task) => task switch
    {
        TaskKind.Binary => mlContext.BinaryClassification.Trainers.ActivityRegularizedMlp(),
        TaskKind.Multiclass => mlContext.MulticlassClassification.Trainers.ActivityRegularizedMlp(),
        _ => mlContext.Regression.Trainers.ActivityRegularizedMlp(),
    };

    /// <summary>Each data set's scores, fold by fold.</summary>
    private static Dictionary<string, double[]> ReadMeasured()
    {
        using var file = JsonDocument.Parse(File.ReadAllText(Path.Combine(CsvData.Folder, "accuracy.json")));
        return file.RootElement.EnumerateArray().ToDictionary(
            comparison => comparison.GetProperty("data").GetString()!,
            comparison => comparison.GetProperty("methods")[0].GetProperty("scores").Deserialize<double[]>()!);
    }
}
