using System.IO.Compression;
using System.Text.Json;

namespace ActReg.MLNet.Tests;

/// <summary>
/// A case of Golden/layers.json.gz, tabular.json.gz or ensembles.json.gz: three full-batch steps of a small network, by PyTorch's own layers.
/// </summary>
/// <remarks>The script that made a file, beside it, has all conventions and explains every member.</remarks>
internal sealed record GoldenLayers(
    string Name, int[] InputShape, bool Weighted, GoldenShapedLayer[] Layers, GoldenShapedLayer Output, float[][] Features,
    float[] Labels, float[] RowWeights, GoldenArray[] InitialWeights, double[][] InitialLogits, double[] Loss, double[] DataLoss,
    double[] ActivityPenalty, double[] KernelPenalty, GoldenArray[] Gradients, GoldenArray[] FinalWeights, double[][] Logits,
    float LabelSmoothing = 0)
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        RespectRequiredConstructorParameters = true,
    };

    public static IReadOnlyList<GoldenLayers> All { get; } = [.. Load("layers.json.gz"), .. Load("tabular.json.gz"), .. Load("ensembles.json.gz")];

    /// <summary>The rate of its gradient descent.</summary>
    public static double LearningRate => 0.1;

    public LayerShape Input => LayerShape.OfInput(InputShape);

    public IReadOnlyList<Layer> AllLayers => [.. Layers.Append(Output).Select(layer => layer.ToLayer())];

    public IReadOnlyList<WeightTensor> Weights => [.. InitialWeights.Select(array =>
        new WeightTensor(array.Name, array.Shape, Array.ConvertAll(array.Values, value => (float)value)))];

    /// <summary>The cross-entropy that is minimized.</summary>
    public Loss Objective => Output.Units == 1 ? new BinaryCrossEntropy() : new SoftmaxCrossEntropy(Output.Units!.Value);

    public TrainingSet Rows => new(Features[0].Length, [.. Features.SelectMany(row => row)], Labels, Weighted ? RowWeights : null);

    private static GoldenLayers[] Load(string name)
    {
        using var file = File.OpenRead(GoldenFile.PathOf(name));
        using var json = new GZipStream(file, CompressionMode.Decompress);
        return JsonSerializer.Deserialize<Contents>(json, Options)!.Cases;
    }

    private sealed record Contents(GoldenLayers[] Cases);
}
