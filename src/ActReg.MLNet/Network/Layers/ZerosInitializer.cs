namespace ActReg.MLNet;

/// <summary><see cref="KernelInitializer.Zeros"/>.</summary>
internal sealed record ZerosInitializer : KernelInitializer
{
    private protected override void Fill(Span<float> kernel, ReadOnlySpan<int> shape, RandomState random)
    {
    }
}
