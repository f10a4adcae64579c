namespace ActReg.MLNet;

/// <summary>Normal, of mean 0.</summary>
/// <param name="deviation">The standard deviation.</param>
internal sealed class NormalInitializer(double deviation) : IInitializer
{
    public void Fill(Span<float> values, ReadOnlySpan<int> shape, RandomState random)
    {
        foreach (ref var value in values)
            value = (float)(deviation * random.NextGaussian());
    }
}
