using ActReg.MLNet.Tests.Testing;

namespace ActReg.MLNet.Tests.Readme;

/// <summary>The table of layers and formats says what the code does.</summary>
[TestClass]
public sealed class InterchangePageTests
{
    private const string Codes = "codes and decoders";

    private static readonly string[][] Rows =
    [
        .. Pages.Read("docs/interchange.md").Split('\n').SkipWhile(line => !line.StartsWith("| layer |", StringComparison.Ordinal)).Skip(2).TakeWhile(line => line.StartsWith('|'))
            .Select(line => line.Trim('|').Split('|').Select(cell => cell.Trim()).ToArray()),
    ];

    [TestMethod]
    public void Every_layer_has_its_row()
    {
        foreach (var (network, layer) in Layers())
        {
            var row = Rows.SingleOrDefault(cells => cells[0].Contains(Name(network.Plan.Layers[layer]), StringComparison.Ordinal));
            Assert.IsNotNull(row, Name(network.Plan.Layers[layer]));
            var weighted = WeightedLayer.Of(network.Plan).Where(each => each.Step.LayerIndex == layer).ToArray();
            Assert.AreEqual("yes", row[1], "ONNX has all, which LayerTests hold");
            // Of an autoencoder's layers some have weights, and together they are no module.
            if (row[0].StartsWith(Codes, StringComparison.Ordinal))
                continue;
            Assert.AreEqual(weighted.Length > 0, row[2] == "yes", $"{row[0]}: weights");
            if (weighted.Length > 0)
                Assert.AreEqual(weighted.All(HasModule), row[3].StartsWith("yes", StringComparison.Ordinal), $"{row[0]}: PyTorch");
        }
    }

    private static bool HasModule(WeightedLayer layer) => !new PyTorchConvention().Expected(layer).Contains("no module", StringComparison.Ordinal);

    private static IEnumerable<(TrainedNetwork Network, int Layer)> Layers() =>
        StoredNetworks.All.SelectMany(network => Enumerable.Range(0, network.Plan.Layers.Count), (network, layer) => (network, layer));

    /// <summary>As the table has it.</summary>
    private static string Name(Layer layer) => layer switch
    {
        MemberOutputLayer => "`BatchEnsemble`",
        PreBiasLayer or CodeLayer or DecoderLayer => Codes,
        _ => $"`{layer.Kind}`",
    };
}
