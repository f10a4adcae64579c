using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using ActReg.MLNet.Benchmarks.Speed.Measuring;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace ActReg.MLNet.Benchmarks.Wide;

/// <summary>What one training measured, in a process of its own.</summary>
/// <param name="Columns">The features.</param>
/// <param name="Seconds">Of <c>Fit</c>, on rows in memory.</param>
/// <param name="EpochSeconds">Of an epoch, the median, where there are such.</param>
/// <param name="Accuracy">On other rows.</param>
/// <param name="PeakBytes">The process's largest working set.</param>
internal sealed record WideRun(int Columns, double Seconds, double? EpochSeconds, double Accuracy, long PeakBytes)
{
    public const string CommandName = "wide-run";
    public const string Ours = "ours";
    public const string Data = "the data alone";

    public static IReadOnlyList<string> Methods { get; } = [Ours, "Sdca", "Lbfgs", Data];

    /// <exception cref="InvalidOperationException">It failed; what it said is on standard error.</exception>
    public static WideRun InNewProcess(string wideCase, string method, int units, int epochs)
    {
        using var process = Process.Start(new ProcessStartInfo(
            Environment.ProcessPath!, [CommandName, wideCase, method, Text(units), Text(epochs)])
        { RedirectStandardOutput = true })!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0
            ? JsonSerializer.Deserialize<WideRun>(output)! : throw new InvalidOperationException($"{CommandName} ended with exit code {process.ExitCode}.");
    }

    /// <summary>Measures in this process, and writes the result to standard output.</summary>
    public static void Run(string wideCase, string method, int units, int epochs)
    {
        var mlContext = new MLContext(seed: 1);
        var (train, test) = WideCase.All.Single(found => found.Name == wideCase).Load(mlContext);
        var ends = new List<double>();
        var trainers = mlContext.BinaryClassification.Trainers;
        IEstimator<ITransformer>? trainer = method switch
        {
            Ours => trainers.ActivityRegularizedMlp(new ActivityRegularizedMlpOptions
            {
                Layers = [Layer.Dense(units, Activation.Relu)],
                Epochs = epochs,
                LearningRate = 1e-3f,
                OnEpochEnd = _ => ends.Add(Now()),
            }),
            "Sdca" => trainers.SdcaLogisticRegression(),
            "Lbfgs" => trainers.LbfgsLogisticRegression(),
            _ => null,
        };
        var start = Now();
        var model = trainer?.Fit(train);
        var seconds = Now() - start;
        var accuracy = model == null ? double.NaN : mlContext.BinaryClassification.EvaluateNonCalibrated(model.Transform(test)).Accuracy;
        using var process = Process.GetCurrentProcess();
        Console.WriteLine(JsonSerializer.Serialize(new WideRun(
            ((VectorDataViewType)train.Schema["Features"].Type).Size, model == null ? 0 : seconds, Median(ends), model == null ? 0 : accuracy, process.PeakWorkingSet64)));
    }

    /// <summary>Of the times between the ends: the first epoch has the reading in it.</summary>
    private static double? Median(List<double> ends)
    {
        double[] times = [.. ends.Skip(1).Zip(ends, (end, before) => end - before).Order()];
        return times.Length == 0 ? null : times[times.Length / 2];
    }

    private static double Now() => Clock.Seconds;

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
