namespace ActReg.MLNet;

/// <summary>Uniform around 0.</summary>
/// <param name="limit">The largest value.</param>
internal sealed class UniformInitializer(double limit) : IInitializer
{
    public void Fill(Span<float> values, ReadOnlySpan<int> shape, RandomState random)
    {
        foreach (ref var value in values)
            value = (float)(limit * (2 * random.NextDouble() - 1));
    }
}
