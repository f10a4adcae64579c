namespace ActReg.MLNet;

/// <summary><see cref="KernelInitializer.GlorotUniform"/>.</summary>
internal sealed record GlorotUniformInitializer : KernelInitializer
{
    private protected override void Fill(Span<float> kernel, ReadOnlySpan<int> shape, RandomState random)
    {
        var limit = Math.Sqrt(6 / ((double)shape[0] + shape[1]));
        foreach (ref var weight in kernel)
            weight = (float)(limit * (2 * random.NextDouble() - 1));
    }
}
