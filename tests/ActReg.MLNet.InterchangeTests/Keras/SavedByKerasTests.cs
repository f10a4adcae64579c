using System.Text.Json;

namespace ActReg.MLNet.InterchangeTests.Keras;

/// <summary>
/// Files that Keras itself saved, which are in no folder here: those of the folder ACTREG_KERAS_FILES, with what Golden/score_keras_files.py computed beside them. docs/interchange-keras-pytorch.md says which were tried.
/// </summary>
[TestClass]
public sealed class SavedByKerasTests
{
    private static string? Folder => Environment.GetEnvironmentVariable("ACTREG_KERAS_FILES");

    public static IEnumerable<object?[]> Files => Folder is { Length: > 0 } folder
        ? Directory.GetFiles(folder, "*.json").Where(file => File.Exists(file[..^5])).Order().Select(file => new object?[] { file }) : [[null]];

    [TestMethod]
    [DynamicData(nameof(Files))]
    public void Scores_are_those_of_Kerass_formulas(string? file)
    {
        if (file == null)
            Assert.Inconclusive("ACTREG_KERAS_FILES is not set.");
        using var expected = JsonDocument.Parse(File.ReadAllText(file));
        int[] shape = [.. expected.RootElement.GetProperty("shape").EnumerateArray().Select(item => item.GetInt32())];
        int[] here = shape is [var height, var width, var channels] ? [channels, height, width] : shape;
        var network = Network(Path.Combine(Folder!, expected.RootElement.GetProperty("model").GetString()!), here);
        var rows = Matrix("rows").Select(row => shape.Length == 3 ? KerasImages.ToChannelsFirst(row, shape[0], shape[1], shape[2]) : row).ToArray();
        Console.WriteLine($"Keras {network.KerasVersion}: {network}");
        // Of several outputs without a function a classifier makes shares.
        var isLogits = network is { OutputActivation: KerasOutputActivation.Linear, OutputUnits: > 1 };
        ScoredNetwork.AreEqual(isLogits ? [.. Matrix("outputs").Select(Softmax)] : Matrix("outputs"), ScoredNetwork.Scores(network, KerasFile.ReadWeights(file[..^5]), rows, network.LayerNames));

        static KerasNetwork Network(string path, int[] shape)
        {
            try
            {
                return KerasFile.ReadNetwork(path, shape);
            }
            catch (NotSupportedException e)
            {
                Assert.Inconclusive(e.Message);
                throw;
            }
        }

        float[][] Matrix(string name) => [.. expected.RootElement.GetProperty(name).EnumerateArray().Select(row => row.EnumerateArray().Select(item => (float)item.GetDouble()).ToArray())];
    }

    private static float[] Softmax(float[] logits)
    {
        var sum = logits.Sum(logit => Math.Exp(logit - logits.Max()));
        return [.. logits.Select(logit => (float)(Math.Exp(logit - logits.Max()) / sum))];
    }
}
