using System.Numerics.Tensors;

namespace ActReg.MLNet;

/// <summary><see cref="GradientClipping.ByValue"/>.</summary>
internal sealed record ValueClipping : GradientClipping
{
    public ValueClipping(float limit) => Limit = Require.Positive(limit);

    public float Limit { get; }

    internal override void Apply(AlignedBuffer gradient, Range used, IReadOnlyList<Range> arrays)
    {
        var values = gradient.Span[used];
        TensorPrimitives.Min(values, Limit, values);
        TensorPrimitives.Max(values, -Limit, values);
    }
}
