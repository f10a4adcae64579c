using System.Diagnostics;

namespace ActReg.MLNet.Benchmarks.Scoring;

/// <summary>One of our networks as an ONNX file, made by the Python script beside this file; deleted with this object.</summary>
internal sealed class OnnxNetwork : IDisposable
{
    public const string HowToInstall =
        "ONNX Runtime's rows are left out: " + Python + " cannot import torch, which makes the file. On Debian: apt-get install python3-torch";

    // The system's, which Debian's python3-torch belongs to; another Python may come first on the path.
    private const string Python = "/usr/bin/python3";

    private readonly string _folder;

    private OnnxNetwork(string folder) => _folder = folder;

    public string Path => System.IO.Path.Combine(_folder, "network.onnx");

    /// <returns>Null where Python or torch is missing.</returns>
    /// <exception cref="InvalidOperationException">The script failed; what it said is on standard error.</exception>
    public static OnnxNetwork? TryExport(NetworkModelParameters network) =>
        TryExport("export_onnx.py", "network.json", weights => ResultFile.Write(weights, network.GetWeights()));

    /// <param name="name">One of those that export_torch.py knows.</param>
    /// <param name="weights">Its weights, as PyTorch has them.</param>
    /// <inheritdoc cref="TryExport(NetworkModelParameters)"/>
    public static OnnxNetwork? TryExport(string name, IReadOnlyList<WeightTensor> weights) =>
        TryExport("export_torch.py", "network.safetensors", path => SafeTensors.Write(path, weights), name);

    private static OnnxNetwork? TryExport(string scriptName, string weightsName, Action<string> write, params string[] arguments)
    {
        if (!File.Exists(Python) || Run("-c", "import torch") != 0)
            return null;
        var onnx = new OnnxNetwork(Directory.CreateTempSubdirectory("actreg-onnx-").FullName);
        var weights = System.IO.Path.Combine(onnx._folder, weightsName);
        write(weights);
        var script = System.IO.Path.Combine(AppContext.BaseDirectory, "Scoring", scriptName);
        return Run([script, .. arguments, weights, onnx.Path]) is var exitCode and not 0
            ? throw new InvalidOperationException($"{scriptName} ended with exit code {exitCode}.")
            : onnx;
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static int Run(params string[] arguments)
    {
        using var process = Process.Start(Python, arguments);
        process.WaitForExit();
        return process.ExitCode;
    }
}
