using System.Text.Json.Serialization;

namespace ActReg.MLNet;

/// <summary>A penalty on what a layer outputs, added to the loss. Not weight decay, which penalizes parameters.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "regularizer")]
[JsonDerivedType(typeof(L1L2ActivityRegularizer), "l1l2")]
public abstract record ActivityRegularizer
{
    private protected ActivityRegularizer()
    {
    }

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

    /// <summary>The penalty on a batch, reduced; 0 at 0.</summary>
    internal abstract double Penalty(in Batch batch, Activations activations);

    /// <summary>Adds <paramref name="strength"/> times the penalty's derivative by each activation; where it has a kink, 0.</summary>
    internal abstract void AddGradient(in Batch batch, Activations activations, double strength, Matrix gradient);
}
