namespace ActReg.MLNet;

/// <summary>What units of a code add to a row.</summary>
internal static class Dictionaries
{
    /// <summary>For each unit what it adds when it is 1, in the features' own units; <see langword="null"/> where the decoder has hidden layers.</summary>
    public static float[][]? Of(TrainedAutoencoder autoencoder) =>
        Directions(autoencoder.Network)?.Select(row => Array.ConvertAll(row, value => value * autoencoder.Scale.Scale)).ToArray();

    /// <summary>The same in scaled units.</summary>
    public static float[][]? Directions(TrainedNetwork network)
    {
        if (network.Plan.Steps[^1] is not DenseStep last || network.Plan.Layers[^2] is not CodeLayer)
            return null;
        var kernel = network.Weights[network.Plan.IndexOf(last.Kernel)];
        var columns = kernel.Shape[1];
        return last.IsTied
            ? [.. Enumerable.Range(0, columns).Select(unit => Enumerable.Range(0, kernel.Shape[0]).Select(row => kernel.Values[row * columns + unit]).ToArray())]
            : [.. kernel.Values.Chunk(columns)];
    }
}
