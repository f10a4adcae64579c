namespace ActReg.MLNet;

/// <summary>Changes what an autoencoder is to encode, not what it is to reconstruct.</summary>
internal static class Denoising
{
    /// <summary>What is done to scaled features; <see langword="null"/> for nothing.</summary>
    /// <param name="scale">How features are scaled.</param>
    /// <param name="augmentation">The user's, of features in their own units; or <see langword="null"/>.</param>
    /// <param name="noise">The standard deviation of noise that is added, in scaled units.</param>
    public static RowAugmentation? Of(FeatureScale scale, RowAugmentation? augmentation, float noise)
    {
        if (augmentation == null && noise == 0)
            return null;
        return (features, random) =>
        {
            if (augmentation != null)
            {
                scale.Undo(features);
                augmentation(features, random);
                scale.Apply(features);
            }

            for (var i = 0; i < features.Length && noise > 0; i++)
                features[i] += (float)(noise * Gaussian(random));
        };
    }

    /// <summary>By the method of Box and Muller (1958).</summary>
    private static double Gaussian(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
