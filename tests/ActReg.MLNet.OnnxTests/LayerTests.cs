using Microsoft.ML;
using Microsoft.ML.Data;

namespace ActReg.MLNet.OnnxTests;

/// <summary>Every kind of layer, exported and scored by ONNX Runtime, against our own scoring.</summary>
[TestClass]
public sealed class LayerTests
{
    private const int Rows = 23;

    public static IEnumerable<object[]> Networks => Enumerable.Range(0, ExportedNetworks.All.Count).Select(i => new object[] { i });

    /// <summary>Also what each layer before puts out.</summary>
    [TestMethod]
    [DynamicData(nameof(Networks))]
    public void ScoresAreThose(int index)
    {
        var network = ExportedNetworks.All[index];
        var rows = FeatureRows.Of(network, Rows, seed: index);
        var data = FeatureRows.View(rows, network);
        for (var layer = 0; layer < network.Plan.Layers.Count; layer++)
        {
            var hidden = new HiddenActivationsTransformer(new MLContext(), "Hidden", "Features", network, layer);
            using var model = ExportedModel.Of(hidden, data);
            Scores.AreEqual(
                [.. hidden.Transform(data).GetColumn<float[]>("Hidden").SelectMany(values => values)], model.Run<float>(data, "Hidden"),
                $"layer {layer}, {network.Plan.Layers[layer]}");
        }
    }

    [TestMethod]
    public void EveryStepIsAmongThem()
    {
        var steps = typeof(Step).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(Step)) && !type.IsAbstract);
        var exported = ExportedNetworks.All.SelectMany(network => network.Plan.Steps).Select(step => step.GetType()).ToHashSet();
        Assert.AreEqual("", string.Join(", ", steps.Where(step => !exported.Contains(step)).Select(step => step.Name)));
    }

    [TestMethod]
    public void EveryActivationIsAmongThem()
    {
        var activations = typeof(Activation).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(Activation)) && !type.IsAbstract);
        var exported = ExportedNetworks.All.SelectMany(network => network.Plan.Steps).OfType<ActivationStep>().Select(step => step.Activation.GetType())
            .Append(Activation.Linear.GetType()).ToHashSet();
        Assert.AreEqual("", string.Join(", ", activations.Where(activation => !exported.Contains(activation)).Select(activation => activation.Name)));
    }
}
