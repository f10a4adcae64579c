using System.Text.Json;

namespace ActReg.MLNet.Tests;

/// <summary>Golden/golden_trajectory.json: twenty full-batch Adam steps of a 2-8-1 network, by an independent implementation.</summary>
internal sealed class GoldenTrajectory
{
    public const double Tolerance = 2e-6;
    public const int Units = 8;
    public const int Steps = 20;

    private readonly JsonElement _root;

    private GoldenTrajectory(JsonElement root) => _root = root;

    public static GoldenTrajectory Load() =>
        new(JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Golden", "golden_trajectory.json"))).RootElement);

    public IEnumerable<string> Variants => _root.GetProperty("variants").EnumerateObject().Select(variant => variant.Name);

    public float[] Features => Flatten(_root.GetProperty("X"));

    public bool[] Labels => [.. Flatten(_root.GetProperty("y")).Select(label => label > 0.5f)];

    public IReadOnlyList<WeightTensor> InitialWeights =>
    [
        new("dense/kernel", [2, Units], Flatten(_root.GetProperty("init").GetProperty("W1"))),
        new("dense/bias", [Units], Flatten(_root.GetProperty("init").GetProperty("b1"))),
        new("dense_1/kernel", [Units, 1], Flatten(_root.GetProperty("init").GetProperty("W2"))),
        new("dense_1/bias", [1], Flatten(_root.GetProperty("init").GetProperty("b2"))),
    ];

    /// <summary>The hidden layers of a variant.</summary>
    public IReadOnlyList<Layer> Layers(string variant)
    {
        var entry = _root.GetProperty("variants").GetProperty(variant);
        var reduction = entry.GetProperty("reduction").GetString() == "sum" ? ActivityReduction.BatchSum : ActivityReduction.BatchMean;
        var regularizer = ActivityRegularizer.L1L2(entry.GetProperty("l1").GetSingle(), entry.GetProperty("l2").GetSingle(), reduction);
        return entry.GetProperty("site").GetString() switch
        {
            "pre" => [Layer.Dense(Units, activityRegularizer: regularizer), Layer.Activation(Activation.Relu)],
            "post" => [Layer.Dense(Units, Activation.Relu, regularizer)],
            _ => [Layer.Dense(Units, Activation.Relu)],
        };
    }

    /// <summary>A figure per step: total, bce, activity or train_acc.</summary>
    public double[] Series(string variant, string name) =>
        [.. Numbers(variant).GetProperty(name).EnumerateArray().Select(value => value.GetDouble())];

    /// <summary>W1, b1, W2 and b2 after the last step.</summary>
    public float[][] FinalWeights(string variant) =>
        [.. new[] { "W1", "b1", "W2", "b2" }.Select(name => Flatten(Numbers(variant).GetProperty("final").GetProperty(name)))];

    private JsonElement Numbers(string variant) => _root.GetProperty("variants").GetProperty(variant).GetProperty("float64");

    private static float[] Flatten(JsonElement element) => element.ValueKind == JsonValueKind.Array
        ? [.. element.EnumerateArray().SelectMany(Flatten)]
        : [element.GetSingle()];
}
