using System.Diagnostics;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace ActReg.MLNet.Benchmarks.Accuracy;

/// <summary>scikit-learn's methods, run by the Python script beside this file on the same files and folds.</summary>
internal static class SklearnPeers
{
    public const string HowToInstall =
        "scikit-learn's rows are left out: " + Python + " cannot import sklearn. On Debian: apt-get install python3-sklearn";

    // The system's, which Debian's python3-sklearn belongs to; another Python may come first on the path.
    private const string Python = "/usr/bin/python3";

    private static readonly string[] Names =
    [
        "sklearn MLP", "sklearn MLP, standardized target", "sklearn LogisticRegression", "sklearn Ridge", "sklearn SVC, rbf",
        "sklearn SVR, standardized target", "sklearn RandomForest", "sklearn HistGradientBoosting",
    ];

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

    /// <summary>Whether a name may be one of theirs.</summary>
    public static bool AreWanted(Regex methods) => Names.Any(methods.IsMatch);

    /// <exception cref="InvalidOperationException">The script failed; what it said is on standard error.</exception>
    public static IEnumerable<MethodScores> Run(ComparedData data, Regex methods, int foldsPerRepeat)
    {
        var input = Path.GetTempFileName();
        try
        {
            File.WriteAllText(input, JsonSerializer.Serialize(
                new { Task = data.Data.Task.ToString(), data.Data.Features, data.Data.Targets, data.FoldOf, FoldsPerRepeat = foldsPerRepeat }, Layout));
            using var process = Start(new ProcessStartInfo(
                Python, [Path.Combine(AppContext.BaseDirectory, "Accuracy", "sklearn_peers.py"), input, methods.ToString()])
            { RedirectStandardOutput = true });
            while (process.StandardOutput.ReadLine() is { } line)
                yield return JsonSerializer.Deserialize<MethodScores>(line, Layout)!;
            process.WaitForExit();
            if (process.ExitCode != 0)
                throw new InvalidOperationException($"sklearn_peers.py ended with exit code {process.ExitCode}.");
        }
        finally
        {
            File.Delete(input);
        }
    }

    private static Process Start(ProcessStartInfo start) =>
        Process.Start(start) ?? throw new InvalidOperationException($"{Python} did not start.");
}
