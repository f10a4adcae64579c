using System.Numerics.Tensors;

namespace ActReg.MLNet;

/// <summary><see cref="GradientClipping.ByValue"/>.</summary>
internal sealed record ValueClipping : GradientClipping
{
    public ValueClipping(float limit) => Limit = Require.Positive(limit);

    public float Limit { get; }

    internal override void Apply(AlignedBuffer gradient, IReadOnlyList<Range> arrays)
    {
        TensorPrimitives.Min(gradient.Span, Limit, gradient.Span);
        TensorPrimitives.Max(gradient.Span, -Limit, gradient.Span);
    }
}
