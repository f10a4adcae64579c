using System.Globalization;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace ActReg.MLNet.Benchmarks.Speed.Training;

/// <summary>The most memory that a process has held which does nothing but train on rows generated on the way.</summary>
internal static class PeakMemory
{
    private const int Epochs = 2;
    private const string ReadOnly = "read";

    private static readonly Dictionary<string, LargeTraining> Trainings =
        new() { ["binary"] = LargeTraining.Binary, ["softmax"] = LargeTraining.Multiclass };

    /// <param name="training">Of the large trainings.</param>
    /// <param name="engine">What trains; <see langword="null"/> to read the rows and keep none.</param>
    public static string ChildName(LargeTraining training, TrainingEngine? engine) =>
        $"{Trainings.First(known => known.Value == training).Key}:{engine?.ToString() ?? ReadOnly}";

    /// <summary>Trains, and returns 10⁶ bytes: the process's peak resident set without the rows as float32.</summary>
    /// <param name="childName">See <see cref="ChildName"/>.</param>
    public static double Megabytes(string childName)
    {
        var parts = childName.Split(':');
        var training = Trainings[parts[0]];
        var mlContext = new MLContext(seed: 1);
        var rows = training.Stream(mlContext);
        if (parts[1] == ReadOnly)
        {
            Read(rows);
            return PeakResidentBytes() / 1e6;
        }

        training.Fit(mlContext, rows, Epochs, Enum.Parse<TrainingEngine>(parts[1]));
        return (PeakResidentBytes() - training.DataBytes) / 1e6;
    }

    private static void Read(IDataView rows)
    {
        var column = rows.Schema["Features"];
        using var cursor = rows.GetRowCursor([column]);
        var features = default(VBuffer<float>);
        var getFeatures = cursor.GetGetter<VBuffer<float>>(column);
        while (cursor.MoveNext())
            getFeatures(ref features);
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
