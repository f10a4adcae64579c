namespace ActReg.MLNet.Cli.Fashion;

/// <summary>How active the filters of the first convolution are.</summary>
internal static class FilterActivity
{
    /// <summary>The filters, the most active first: by the mean, over some images and all places, of their maps.</summary>
    /// <param name="network">The network.</param>
    /// <param name="images">The images.</param>
    public static IReadOnlyList<(int Filter, double Mean)> Rank(MulticlassNetworkModelParameters network, IReadOnlyList<FashionImage> images)
    {
        var filters = ((Conv2DLayer)network.Layers[FashionNetwork.FirstConvolution]).Filters;
        var sums = new double[filters];
        long places = 0;
        foreach (var image in images)
        {
            var map = Map(network, image);
            for (var i = 0; i < map.Values.Length; i++)
                sums[i % filters] += map.Values[i];
            places += map.Values.Length / filters;
        }

        return [.. sums.Select((sum, filter) => (filter, sum / places)).OrderByDescending(entry => entry.Item2)];
    }

    /// <summary>All filters' maps of an image: [height, width, filters].</summary>
    public static LayerActivations Map(MulticlassNetworkModelParameters network, FashionImage image) =>
        network.GetActivations(image.Features)[FashionNetwork.FirstConvolution];

    /// <summary>One channel of an array of shape [height, width, ..., channels].</summary>
    public static float[,] Channel(IReadOnlyList<int> shape, IReadOnlyList<float> values, int channel)
    {
        var image = new float[shape[0], shape[1]];
        for (var row = 0; row < shape[0]; row++)
        {
            for (var column = 0; column < shape[1]; column++)
                image[row, column] = values[(row * shape[1] + column) * shape[^1] + channel];
        }

        return image;
    }
}
