using System.Text.Json;
using ActReg.MLNet.Tests.Testing;

namespace ActReg.MLNet.Tests;

/// <summary>The networks of Golden/make_pytorch_fixtures.py, as they are said here.</summary>
internal static class PyTorchNetworks
{
    // PyTorch's own, where Keras's and ours is 0.001.
    private const float Epsilon = 1e-5f;

    private static readonly JsonElement Outputs = JsonDocument.Parse(File.ReadAllText(PathOf("outputs.json"))).RootElement;

    public static IEnumerable<object[]> Names => Layers.Keys.Select(name => new object[] { name });

    public static IReadOnlyDictionary<string, (LayerShape Input, Layer[] Layers)> Layers { get; } = new Dictionary<string, (LayerShape, Layer[])>
    {
        ["dense"] = (4,
        [
            Layer.Dense(8, Activation.Relu), Layer.Dense(8, Activation.Tanh), Layer.BatchNorm(epsilon: Epsilon), Layer.Dense(8, Activation.Gelu()), Layer.LayerNorm(Epsilon), Layer.Dense(1),
        ]),
        ["images"] = (LayerShape.Image(8, 10, 2),
        [
            Layer.Conv2D(4, 3, padding: Padding.Same, groups: 2), Layer.BatchNorm(epsilon: Epsilon), Layer.Activation(Activation.Relu), Layer.MaxPooling2D(),
            Layer.Conv2D(6, (2, 3), (1, 2), dilationRate: (2, 1)), Layer.Flatten(), Layer.BatchNorm(epsilon: Epsilon), Layer.Dense(3),
        ]),
        ["decoded"] = (LayerShape.Image(3, 4, 3), [Layer.Conv2DTranspose(2, (2, 3), 2, activation: Activation.Relu), Layer.Flatten(), Layer.Dense(1)]),
        ["convolved"] = (LayerShape.Sequence(6, 3), [Layer.Conv1D(5, 3, activation: Activation.Relu), Layer.Flatten(), Layer.LayerNorm(Epsilon), Layer.Dense(1)]),
        ["words"] = (6, [Layer.Embedding(7, 4), Layer.Lstm(5, returnSequences: true, bidirectional: true), Layer.Lstm(5, bidirectional: true), Layer.Dense(1)]),
        ["gru"] = (LayerShape.Sequence(5, 3), [Layer.Gru(6, returnSequences: true), Layer.Flatten(), Layer.Dense(1)]),
        ["rnn"] = (LayerShape.Sequence(5, 3), [Layer.SimpleRnn(4), Layer.Dense(1)]),
    };

    public static string PathOf(string file) => Repository.At("tests", "ActReg.MLNet.Tests", "Golden", "pytorch", file);

    /// <summary>The rows, as our features have them.</summary>
    public static float[][] Rows(string name) => Outputs.GetProperty(name).GetProperty("rows").Deserialize<float[][]>()!;

    /// <summary>What PyTorch makes of them.</summary>
    public static float[][] Expected(string name) => Outputs.GetProperty(name).GetProperty("outputs").Deserialize<float[][]>()!;

    public static NetworkPlan Plan(string name) => NetworkPlanner.Plan(Layers[name].Input, Layers[name].Layers);
}
