using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace ActReg.MLNet.Benchmarks.Speed.Peers;

/// <summary>A Python script beside this file that stays alive and trains on request, so that it can be timed in turn with others.</summary>
internal sealed class PythonPeer : IDisposable
{
    // The system's, which Debian's python3-torch and python3-sklearn belong to; another Python may come first on the path.
    private const string Python = "/usr/bin/python3";

    private static readonly JsonSerializerOptions Layout = new(JsonSerializerDefaults.Web);

    private readonly Process _process;
    private readonly string _script;

    private PythonPeer(string script, string[] arguments)
    {
        _script = script;
        var path = Path.Combine(AppContext.BaseDirectory, "Speed", "Peers", script);
        _process = Start([path, .. arguments]);
    }

    /// <summary>Starts a script; <see langword="null"/>, and a message, where Python cannot import what it needs.</summary>
    public static PythonPeer? TryStart(string script, string module, string package, params string[] arguments)
    {
        if (CanImport(module))
            return new(script, arguments);
        Console.Error.WriteLine($"{script} is left out: {Python} cannot import {module}. On Debian: apt-get install {package}");
        return null;
    }

    /// <summary>PyTorch with so many threads; <see langword="null"/> where it is not installed.</summary>
    public static PythonPeer? TryStartTorch(int threads) =>
        TryStart("torch_peer.py", "torch", "python3-torch libopenblas0-pthread", threads.ToString(CultureInfo.InvariantCulture));

    /// <exception cref="InvalidOperationException">The script failed; what it said is on standard error.</exception>
    public TrainingAnswer Ask<TRequest>(TRequest request)
    {
        _process.StandardInput.WriteLine(JsonSerializer.Serialize(request, Layout));
        _process.StandardInput.Flush();
        var line = _process.StandardOutput.ReadLine() ?? throw new InvalidOperationException($"{_script} ended without an answer.");
        return JsonSerializer.Deserialize<TrainingAnswer>(line, Layout)!;
    }

    public void Dispose()
    {
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
    }

    private static bool CanImport(string module)
    {
        if (!File.Exists(Python))
            return false;
        using var process = Start(["-c", $"import importlib.util, sys; sys.exit(importlib.util.find_spec('{module}') is None)"]);
        process.WaitForExit();
        return process.ExitCode == 0;
    }

    private static Process Start(string[] arguments) =>
        Process.Start(new ProcessStartInfo(Python, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true })
        ?? throw new InvalidOperationException($"{Python} did not start.");
}
