using System.Text.Json.Serialization;

namespace ActReg.MLNet;

/// <summary>A penalty on what a layer outputs, added to the loss. Not weight decay, which penalizes parameters.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "regularizer")]
[JsonDerivedType(typeof(L1L2ActivityRegularizer), "l1l2")]
public abstract record ActivityRegularizer
{
    private protected ActivityRegularizer(ActivityReduction reduction) => Reduction = Require.Defined(reduction);

    /// <summary>How the penalty depends on the batch size and the layer's width.</summary>
    public ActivityReduction Reduction { get; }

    /// <summary><c>l1 Σ|a|</c> over the layer's outputs <c>a</c>.</summary>
    /// <param name="l1">The strength, finite and at least 0; 0.01, as in Keras.</param>
    /// <param name="reduction">See <see cref="ActivityReduction"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of range.</exception>
    public static ActivityRegularizer L1(float l1 = 0.01f, ActivityReduction reduction = ActivityReduction.BatchMean) =>
        new L1L2ActivityRegularizer(l1, 0, reduction);

    /// <summary><c>l2 Σa²</c> over the layer's outputs <c>a</c>; there is no factor ½.</summary>
    /// <param name="l2">The strength, finite and at least 0; 0.01, as in Keras.</param>
    /// <param name="reduction">See <see cref="ActivityReduction"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of range.</exception>
    public static ActivityRegularizer L2(float l2 = 0.01f, ActivityReduction reduction = ActivityReduction.BatchMean) =>
        new L1L2ActivityRegularizer(0, l2, reduction);

    /// <summary><c>l1 Σ|a| + l2 Σa²</c> over the layer's outputs <c>a</c>.</summary>
    /// <param name="l1">The strength of the absolute values, finite and at least 0; 0.01, as in Keras.</param>
    /// <param name="l2">The strength of the squares, finite and at least 0; 0.01, as in Keras.</param>
    /// <param name="reduction">See <see cref="ActivityReduction"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of range.</exception>
    public static ActivityRegularizer L1L2(
        float l1 = 0.01f, float l2 = 0.01f, ActivityReduction reduction = ActivityReduction.BatchMean) =>
        new L1L2ActivityRegularizer(l1, l2, reduction);

    /// <summary>The penalty summed over <paramref name="activations"/>, before reduction; 0 at 0.</summary>
    /// <param name="activations">A multiple of 8 values.</param>
    internal abstract float Penalty(ReadOnlySpan<float> activations);

    /// <summary>Adds <paramref name="scale"/> times the penalty's derivative by each activation; its derivative at 0 is 0.</summary>
    internal abstract void AddGradient(ReadOnlySpan<float> activations, float scale, Span<float> gradient);

    /// <summary>What the summed penalty is multiplied by.</summary>
    /// <param name="rows">The batch's rows, or their sum of weights.</param>
    /// <param name="units">The layer's outputs per row.</param>
    internal double Scale(double rows, int units) => Reduction switch
    {
        ActivityReduction.BatchSum => 1,
        ActivityReduction.BatchMean => 1 / rows,
        _ => 1 / (rows * units),
    };
}
