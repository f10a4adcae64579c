using System.Globalization;
using Microsoft.ML;

namespace ActReg.MLNet.Benchmarks.Speed.Training;

/// <summary>The most memory that a process has held which does nothing but train on rows generated on the way.</summary>
internal static class PeakMemory
{
    private const int Epochs = 2;

    private static readonly Dictionary<string, LargeTraining> Trainings =
        new() { ["binary"] = LargeTraining.Binary, ["softmax"] = LargeTraining.Multiclass };

    public static string ChildName(string training, TrainingEngine engine) => $"{training}:{engine}";

    /// <summary>Trains, and returns 10⁶ bytes: the process's peak resident set without the rows as float32.</summary>
    /// <param name="childName">See <see cref="ChildName"/>.</param>
    public static double Megabytes(string childName)
    {
        var parts = childName.Split(':');
        var training = Trainings[parts[0]];
        var mlContext = new MLContext(seed: 1);
        training.Fit(mlContext, training.Stream(mlContext), Epochs, Enum.Parse<TrainingEngine>(parts[1]));
        return (PeakResidentBytes() - training.DataBytes) / 1e6;
    }

    private static long PeakResidentBytes()
    {
        if (!OperatingSystem.IsLinux())
            return System.Diagnostics.Process.GetCurrentProcess().PeakWorkingSet64;
        const string label = "VmHWM:";
        var line = File.ReadLines("/proc/self/status").First(line => line.StartsWith(label, StringComparison.Ordinal));
        return 1024 * long.Parse(line[label.Length..^" kB".Length], NumberStyles.AllowLeadingWhite, CultureInfo.InvariantCulture);
    }
}
