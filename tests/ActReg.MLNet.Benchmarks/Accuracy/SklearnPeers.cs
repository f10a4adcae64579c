using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using ActReg.MLNet.Benchmarks.Data;

namespace ActReg.MLNet.Benchmarks.Accuracy;

/// <summary>scikit-learn's methods, run by the Python script beside this file on the same files and folds.</summary>
internal static class SklearnPeers
{
    public const string HowToInstall =
        "scikit-learn's rows are left out: " + Python + " cannot import sklearn. On Debian: apt-get install python3-sklearn";

    // The system's, which Debian's python3-sklearn belongs to; another Python may come first on the path.
    private const string Python = "/usr/bin/python3";

    private static readonly JsonSerializerOptions Layout = new(JsonSerializerDefaults.Web);

    public static bool AreAvailable()
    {
        if (!File.Exists(Python))
            return false;
        using var process = Start(new ProcessStartInfo(Python, ["-c", "import sklearn"]) { RedirectStandardError = true });
        process.StandardError.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0;
    }

    /// <exception cref="InvalidOperationException">The script failed; what it said is on standard error.</exception>
    public static IEnumerable<MethodScores> Run(string data, TaskKind task, Regex methods, int repeats)
    {
        using var process = Start(new ProcessStartInfo(Python,
        [
            Path.Combine(AppContext.BaseDirectory, "Accuracy", "sklearn_peers.py"),
            Path.Combine(CsvData.Folder, data + ".csv"),
            Path.Combine(CsvData.Folder, "folds", data + ".csv"),
            task == TaskKind.Regression ? "regression" : "classification",
            repeats.ToString(CultureInfo.InvariantCulture),
            methods.ToString(),
        ])
        { RedirectStandardOutput = true });
        while (process.StandardOutput.ReadLine() is { } line)
            yield return JsonSerializer.Deserialize<MethodScores>(line, Layout)!;
        process.WaitForExit();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"sklearn_peers.py ended with exit code {process.ExitCode}.");
    }

    private static Process Start(ProcessStartInfo start) =>
        Process.Start(start) ?? throw new InvalidOperationException($"{Python} did not start.");
}
