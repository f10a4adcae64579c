using System.Text.Json.Serialization;

namespace ActReg.MLNet;

/// <summary>A bound on the gradient of a step, applied before the optimizer sees it; penalties are part of that gradient. Keras's <c>clipvalue</c>, <c>clipnorm</c> and <c>global_clipnorm</c>.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "clipping")]
[JsonDerivedType(typeof(ValueClipping), "value")]
[JsonDerivedType(typeof(NormClipping), "norm")]
[JsonDerivedType(typeof(GlobalNormClipping), "globalNorm")]
public abstract record GradientClipping
{
    private protected GradientClipping()
    {
    }

    /// <summary>As it is written: a name, and its values in parentheses.</summary>
    public sealed override string ToString() => RecordText.Of(this, "Clipping", PrintMembers);

    /// <summary>Brings each derivative into [-limit, limit].</summary>
    /// <param name="limit">Finite and above 0.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="limit"/> is out of range.</exception>
    public static GradientClipping ByValue(float limit) => new ValueClipping(limit);

    /// <summary>Scales down the gradient of each weight array whose Euclidean norm is above a limit, to that norm.</summary>
    /// <param name="limit">Finite and above 0.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="limit"/> is out of range.</exception>
    public static GradientClipping ByNorm(float limit) => new NormClipping(limit);

    /// <summary>Scales down the gradient of all weights together where its Euclidean norm is above a limit, to that norm (Pascanu et al., 2013).</summary>
    /// <param name="limit">Finite and above 0.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="limit"/> is out of range.</exception>
    public static GradientClipping ByGlobalNorm(float limit) => new GlobalNormClipping(limit);

    /// <summary>Clips a gradient in place.</summary>
    /// <param name="gradient">By all weights, flat.</param>
    /// <param name="used">What there is of it: elsewhere it is 0.</param>
    /// <param name="arrays">Where the weight arrays stand in it.</param>
    internal abstract void Apply(AlignedBuffer gradient, Range used, IReadOnlyList<Range> arrays);
}
