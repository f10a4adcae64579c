namespace ActReg.MLNet;

/// <summary><see cref="KernelInitializer.HeNormal"/> and <see cref="KernelInitializer.LecunNormal"/>.</summary>
internal sealed record ScaledNormalInitializer : KernelInitializer
{
    public ScaledNormalInitializer(double scale) => Scale = Require.Positive(scale);

    /// <summary>The variance times the inputs.</summary>
    public double Scale { get; }

    private protected override void Fill(Span<float> kernel, ReadOnlySpan<int> shape, RandomState random)
    {
        var deviation = Math.Sqrt(Scale / shape[0]);
        foreach (ref var weight in kernel)
            weight = (float)(deviation * random.NextGaussian());
    }
}
