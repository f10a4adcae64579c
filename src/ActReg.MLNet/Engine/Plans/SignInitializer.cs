namespace ActReg.MLNet;

/// <summary>1 or -1, equally likely.</summary>
internal sealed class SignInitializer : IInitializer
{
    public void Fill(Span<float> values, ReadOnlySpan<int> shape, RandomState random)
    {
        foreach (ref var value in values)
            value = random.NextDouble() < 0.5 ? -1 : 1;
    }
}
