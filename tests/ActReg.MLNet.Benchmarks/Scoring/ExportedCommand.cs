using System.CommandLine;

namespace ActReg.MLNet.Benchmarks.Scoring;

/// <summary><c>exported</c>: the time that ONNX Runtime takes our graphs, beside those of the same networks that PyTorch exported.</summary>
internal static class ExportedCommand
{
    private static readonly int[] Batches = [1, 64, 1024];

    public static Command Create()
    {
        var repeats = OptionValues.WholeNumber("--repeats", "Runs of each, in turn, twenty times as many.", 5, 1, 100);
        var json = OptionValues.Json();
        var command = new Command("exported", "Times graphs that ML.NET and PyTorch exported in ONNX Runtime, on one thread.") { repeats, json };
        command.SetAction(arguments => Run(arguments.GetValue(repeats), arguments.GetValue(json)));
        return command;
    }

    private static void Run(int repeats, string? jsonFile)
    {
        var comparisons = new List<Comparison>();
        foreach (var network in ExportedNetwork.All)
        {
            foreach (var batch in Batches)
            {
                if (network.Compare(batch, repeats) is not { } comparison)
                {
                    Console.Error.WriteLine(OnnxNetwork.HowToInstall);
                    return;
                }

                comparisons.Add(comparison);
                ScoringCommand.Show(comparison);
            }
        }

        if (jsonFile != null)
            ResultFile.Write(jsonFile, comparisons);
    }
}
