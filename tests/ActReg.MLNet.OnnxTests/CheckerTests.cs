using System.Diagnostics;
using Microsoft.ML;

namespace ActReg.MLNet.OnnxTests;

/// <summary>The checker and the shape inference of ONNX itself, Debian's python3-onnx, on every network.</summary>
[TestClass]
public sealed class CheckerTests
{
    private const string Python = "/usr/bin/python3";

    [TestMethod]
    public void EveryNetworkIsValid()
    {
        if (!File.Exists(Python) || Run("-c", "import onnx").ExitCode != 0)
            Assert.Inconclusive("There is no python3-onnx: apt-get install python3-onnx");
        var folder = Directory.CreateTempSubdirectory();
        try
        {
            var files = ExportedNetworks.All.Select((network, i) =>
            {
                var data = FeatureRows.View(FeatureRows.Of(network, 5, seed: 1), network);
                var hidden = new HiddenActivationsTransformer(new MLContext(), "Hidden", "Features", network, network.Plan.Layers.Count - 1);
                var path = Path.Combine(folder.FullName, $"{i}.onnx");
                File.WriteAllBytes(path, ExportedModel.Export(hidden, data));
                return path;
            });
            var (exitCode, output) = Run([Path.Combine(AppContext.BaseDirectory, "check_onnx.py"), .. files]);
            Assert.AreEqual(0, exitCode, output);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static (int ExitCode, string Output) Run(params IEnumerable<string> arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(Python, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output + errors.Result);
    }
}
