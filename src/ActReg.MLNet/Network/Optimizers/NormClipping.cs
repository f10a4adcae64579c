using System.Numerics.Tensors;

namespace ActReg.MLNet;

/// <summary><see cref="GradientClipping.ByNorm"/>.</summary>
internal sealed record NormClipping : GradientClipping
{
    public NormClipping(float limit) => Limit = Require.Positive(limit);

    public float Limit { get; }

    internal override void Apply(AlignedBuffer gradient, Range used, IReadOnlyList<Range> arrays)
    {
        for (var i = 0; i < arrays.Count; i++)
            Shorten(gradient.Span[arrays[i]], Limit);
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
