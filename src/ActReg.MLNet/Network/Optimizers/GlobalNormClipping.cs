namespace ActReg.MLNet;

/// <summary><see cref="GradientClipping.ByGlobalNorm"/>.</summary>
internal sealed record GlobalNormClipping : GradientClipping
{
    public GlobalNormClipping(float limit) => Limit = Require.Positive(limit);

    public float Limit { get; }

    internal override void Apply(AlignedBuffer gradient, Range used, IReadOnlyList<Range> arrays) => NormClipping.Shorten(gradient.Span[used], Limit);
}
