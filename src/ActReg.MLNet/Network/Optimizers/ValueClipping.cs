using System.Numerics.Tensors;

namespace ActReg.MLNet;

/// <summary><see cref="GradientClipping.ByValue"/>.</summary>
internal sealed record ValueClipping : GradientClipping
{
    public ValueClipping(float limit) => Limit = Require.Positive(limit);

    public float Limit { get; }

    internal override void Apply(NetworkPlan plan, AlignedBuffer gradient)
    {
        TensorPrimitives.Min(gradient.Span, Limit, gradient.Span);
        TensorPrimitives.Max(gradient.Span, -Limit, gradient.Span);
    }
}
