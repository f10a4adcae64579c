using System.Diagnostics;
using System.Globalization;

namespace ActReg.MLNet.Benchmarks.Speed.Peers;

/// <summary>The Python scripts beside this file.</summary>
internal static class PythonPeers
{
    // The system's, which Debian's python3-torch and python3-sklearn belong to; another Python may come first on the path.
    private const string Python = "/usr/bin/python3";

    /// <summary>A script on PyTorch; <see langword="null"/>, and a message, where that is not installed.</summary>
    public static PeerProcess? TryStartTorch(string script, int threads) =>
        TryStart(script, "torch", "python3-torch libopenblas0-pthread", threads.ToString(CultureInfo.InvariantCulture));

    /// <summary>A script on scikit-learn; <see langword="null"/>, and a message, where that is not installed.</summary>
    public static PeerProcess? TryStartSklearn(string script) =>
        TryStart(script, "sklearn", "python3-sklearn libopenblas0-pthread");

    private static PeerProcess? TryStart(string script, string module, string packages, params string[] arguments)
    {
        if (CanImport(module))
            return new PeerProcess(Python, [Path.Combine(AppContext.BaseDirectory, "Speed", "Peers", script), .. arguments]);
        Console.Error.WriteLine($"{script} is left out: {Python} cannot import {module}. On Debian: apt-get install {packages}");
        return null;
    }

    private static bool CanImport(string module)
    {
        if (!File.Exists(Python))
            return false;
        var test = $"import importlib.util, sys; sys.exit(importlib.util.find_spec('{module}') is None)";
        using var process = Process.Start(Python, ["-c", test]);
        process.WaitForExit();
        return process.ExitCode == 0;
    }
}
