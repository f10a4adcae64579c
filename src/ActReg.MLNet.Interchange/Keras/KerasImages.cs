namespace ActReg.MLNet.Interchange;

/// <summary>Rows of images in Keras's order.</summary>
public static class KerasImages
{
    /// <summary>Reorders an image from Keras's [height, width, channels] to [channels, height, width], which features have here.</summary>
    /// <param name="image">The values, row-major.</param>
    /// <param name="height">Rows of pixels, at least 1.</param>
    /// <param name="width">Columns of pixels, at least 1.</param>
    /// <param name="channels">Values of a pixel, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">A dimension is less than 1.</exception>
    /// <exception cref="ArgumentException"><paramref name="image"/> has another length.</exception>
    public static float[] ToChannelsFirst(ReadOnlySpan<float> image, int height, int width, int channels)
    {
        var pixels = (long)Require.AtLeast(1, height) * Require.AtLeast(1, width);
        if (pixels * Require.AtLeast(1, channels) != image.Length)
            throw new ArgumentException(Rule.Broken(nameof(image), $"must have {height} x {width} x {channels} values", image.Length), nameof(image));
        var features = new float[image.Length];
        for (var pixel = 0; pixel < (int)pixels; pixel++)
        {
            for (var channel = 0; channel < channels; channel++)
                features[channel * (int)pixels + pixel] = image[pixel * channels + channel];
        }

        return features;
    }
}
