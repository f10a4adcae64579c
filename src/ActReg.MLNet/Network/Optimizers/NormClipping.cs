using System.Numerics.Tensors;

namespace ActReg.MLNet;

/// <summary><see cref="GradientClipping.ByNorm"/>.</summary>
internal sealed record NormClipping : GradientClipping
{
    public NormClipping(float limit) => Limit = Require.Positive(limit);

    public float Limit { get; }

    internal override void Apply(NetworkPlan plan, AlignedBuffer gradient)
    {
        for (var i = 0; i < plan.Weights.Count; i++)
            Shorten(plan.Weights[i].In(gradient), Limit);
    }

    /// <summary>Scales a vector to at most this Euclidean norm.</summary>
    public static void Shorten(Span<float> vector, float limit)
    {
        var norm = Norm(vector);
        if (norm > limit)
            TensorPrimitives.Multiply(vector, (float)(limit / norm), vector);
    }

    private static double Norm(ReadOnlySpan<float> vector)
    {
        double norm = TensorPrimitives.Norm(vector);
        if (!double.IsInfinity(norm))
            return norm;
        // The squares of an exploding gradient overflow long before it does.
        double squares = 0;
        foreach (var value in vector)
            squares += (double)value * value;
        return Math.Sqrt(squares);
    }
}
