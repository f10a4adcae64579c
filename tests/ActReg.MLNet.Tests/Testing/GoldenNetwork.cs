using System.IO.Compression;
using System.Text.Json;

namespace ActReg.MLNet.Tests;

/// <summary>
/// A case of Golden/networks.json.gz: five full-batch steps of a small network, by an independent implementation.
/// </summary>
/// <remarks>The script that made the file, beside it, has all formulas and explains every member.</remarks>
internal sealed record GoldenNetwork(
    string Name, string Problem, bool Weighted, GoldenLayer[] Layers, GoldenLayer Output, GoldenOptimizer Optimizer,
    double[] ActivityFactors, GoldenArray[] InitialWeights, double[] Loss, double[] DataLoss, double[] ActivityPenalty,
    double[] KernelPenalty, GoldenArray[] Gradients, GoldenArray[] FinalWeights, double[][] Logits, double[][] Probabilities)
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        RespectRequiredConstructorParameters = true,
    };

    private static readonly GoldenNetworks File = Load();

    public static IReadOnlyList<GoldenNetwork> All => File.Cases;

    public IReadOnlyList<Layer> AllLayers => [.. Layers.Append(Output).Select(layer => layer.ToLayer())];

    public IReadOnlyList<WeightTensor> Weights =>
        [.. InitialWeights.Select(array =>
            new WeightTensor(array.Name, array.Shape, Array.ConvertAll(array.Values, value => (float)value)))];

    /// <summary>The cross-entropy that is minimized.</summary>
    public Loss Objective => Output.Units == 1 ? new BinaryCrossEntropy() : new SoftmaxCrossEntropy(Output.Units!.Value);

    public TrainingSet Rows
    {
        get
        {
            var problem = File.Problems.Single(problem => problem.Name == Problem);
            return new TrainingSet(
                problem.Features[0].Length, [.. problem.Features.SelectMany(row => row)], problem.Labels,
                Weighted ? problem.RowWeights : null);
        }
    }

    /// <summary>The data loss in inference after the last step.</summary>
    public double FinalDataLoss
    {
        get
        {
            var rows = Rows;
            double loss = 0, total = 0;
            for (var row = 0; row < rows.RowCount; row++)
            {
                var probabilities = Probabilities[row] is [var one] ? [1 - one, one] : Probabilities[row];
                var weight = rows.Weight(row);
                loss -= weight * Math.Log(probabilities[(int)rows.Target(row)[0]]);
                total += weight;
            }

            return loss / total;
        }
    }

    private static GoldenNetworks Load()
    {
        using var file = System.IO.File.OpenRead(GoldenFile.PathOf("networks.json.gz"));
        using var json = new GZipStream(file, CompressionMode.Decompress);
        return JsonSerializer.Deserialize<GoldenNetworks>(json, Options)!;
    }

    private sealed record GoldenNetworks(GoldenProblem[] Problems, GoldenNetwork[] Cases);

    private sealed record GoldenProblem(string Name, float[][] Features, float[] Labels, float[] RowWeights);
}
