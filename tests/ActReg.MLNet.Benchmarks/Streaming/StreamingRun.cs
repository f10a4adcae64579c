using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Microsoft.ML;

namespace ActReg.MLNet.Benchmarks.Streaming;

/// <summary>What one training of one epoch measured, in a process of its own.</summary>
/// <param name="Rows">The rows.</param>
/// <param name="Mode">How they were held: <see cref="Streamed"/>, <see cref="Cached"/>, or <see cref="Read"/>.</param>
/// <param name="Seconds">
/// Of <c>Fit</c>: the first pass, which fills the cache or finds what has to be known, and the epoch.
/// </param>
/// <param name="EpochSeconds">Of the epoch alone.</param>
/// <param name="PeakBytes">The process's largest working set.</param>
internal sealed record StreamingRun(long Rows, string Mode, double Seconds, double EpochSeconds, long PeakBytes)
{
    public const string Streamed = "streamed";
    public const string Cached = "cached";

    /// <summary>Streamed to a network of one unit: hardly more than the reading.</summary>
    public const string Read = "read";

    public const string CommandName = "streaming-run";

    private const int BatchSize = 256;
    private const int HiddenUnits = 64;

    /// <summary>Measures in a new process, so that the peak is its own.</summary>
    /// <exception cref="InvalidOperationException">It failed; what it said is on standard error.</exception>
    public static StreamingRun InNewProcess(long rows, string mode)
    {
        using var process = Process.Start(new ProcessStartInfo(
            Environment.ProcessPath!, [CommandName, mode, rows.ToString(CultureInfo.InvariantCulture)])
        { RedirectStandardOutput = true })!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0
            ? JsonSerializer.Deserialize<StreamingRun>(output)!
            : throw new InvalidOperationException($"{CommandName} ended with exit code {process.ExitCode}.");
    }

    /// <summary>Measures in this process, and writes the result to standard output.</summary>
    public static void Run(string mode, long rows)
    {
        // Compiles everything, in memory that the measured training needs anyway.
        Fit(new GeneratedRows(10 * BatchSize), mode);
        var view = new GeneratedRows(rows);
        var start = Stopwatch.GetTimestamp();
        Fit(view, mode);
        var end = Stopwatch.GetTimestamp();
        var epoch = Stopwatch.GetElapsedTime(mode == Cached ? view.LastEnd : view.LastBegin, end);
        using var process = Process.GetCurrentProcess();
        Console.WriteLine(JsonSerializer.Serialize(new StreamingRun(
            rows, mode, Stopwatch.GetElapsedTime(start, end).TotalSeconds, epoch.TotalSeconds, process.PeakWorkingSet64)));
    }

    private static void Fit(GeneratedRows view, string mode) =>
        new MLContext(seed: 1).BinaryClassification.Trainers.ActivityRegularizedMlp(new ActivityRegularizedMlpOptions
        {
            Layers = mode == Read ? [] : [Layer.Dense(HiddenUnits, Activation.Relu)],
            Epochs = 1,
            BatchSize = BatchSize,
            CacheInMemory = mode == Cached,
        }).Fit(view);
}
