using Microsoft.ML;

namespace ActReg.MLNet.Tests;

/// <summary>Networks of given weights, as if they had been trained.</summary>
internal static class Networks
{
    private static readonly TrainingSettings Settings = new()
    {
        Epochs = 1,
        BatchSize = 1,
        LearningRate = 1,
        Shuffle = true,
        Seed = 1,
        Engine = TrainingEngine.Fused,
    };

    /// <param name="input">The features of a row.</param>
    /// <param name="layers">All layers, the output layer included.</param>
    /// <param name="weights">The values of kernel, bias, kernel, bias, …, row-major.</param>
    public static TrainedNetwork Of(LayerShape input, IReadOnlyList<Layer> layers, params IReadOnlyList<float[]> weights)
    {
        var plan = NetworkPlanner.Plan(input, layers);
        WeightTensor[] tensors = [.. plan.Weights.Zip(weights, (place, values) => new WeightTensor(place.Name, place.Shape, values))];
        return new(plan, tensors, [], Settings);
    }

    /// <summary>A network of these layers with random weights in -1 to 1.</summary>
    public static TrainedNetwork Random(LayerShape input, IReadOnlyList<Layer> layers, Random random) =>
        Of(input, layers, [.. NetworkPlanner.Plan(input, layers).Weights.Select(place => Numbers.Array(random, (int)place.Count))]);

    /// <summary>Model parameters of a network with any number of outputs.</summary>
    public static MulticlassNetworkModelParameters ToModel(this TrainedNetwork network) => new(new MLContext(), network);

    /// <summary>The last layer's outputs for one row.</summary>
    public static float[] Outputs(this TrainedNetwork network, float[] row)
    {
        var scorer = new NetworkScorer(network);
        var buffers = scorer.CreateBuffers(1);
        row.CopyTo(buffers.Input.Span);
        scorer.Run(1, buffers);
        return [.. buffers.FirstRow];
    }
}
