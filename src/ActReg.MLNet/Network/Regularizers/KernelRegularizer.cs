using System.Text.Json.Serialization;

namespace ActReg.MLNet;

/// <summary>A penalty on the kernel <c>W</c> of a dense layer, added to the loss; never on its bias. As in Keras, it is not divided by the batch.</summary>
/// <remarks>Weight decay is something else: <see cref="Optimizer.AdamW"/> shrinks kernels beside the loss.</remarks>
public sealed record KernelRegularizer
{
    [JsonConstructor]
    internal KernelRegularizer(float l1Strength, float l2Strength)
    {
        L1Strength = Require.NotNegative(l1Strength, "l1");
        L2Strength = Require.NotNegative(l2Strength, "l2");
    }

    /// <summary>What the sum of absolute values is multiplied by.</summary>
    public float L1Strength { get; }

    /// <summary>What the sum of squares is multiplied by.</summary>
    public float L2Strength { get; }

    /// <summary>As it is written: a name, and its values in parentheses.</summary>
    public override string ToString() => RecordText.Of(this, "Regularizer", PrintMembers);

    /// <summary><c>l1 Σ|w|</c> over the kernel's elements <c>w</c>.</summary>
    /// <param name="l1">The strength, finite and at least 0; 0.01, as in Keras.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="l1"/> is out of range.</exception>
    public static KernelRegularizer L1(float l1 = 0.01f) => new(l1, 0);

    /// <summary><c>l2 Σw²</c> over the kernel's elements <c>w</c>; there is no factor ½.</summary>
    /// <param name="l2">The strength, finite and at least 0; 0.01, as in Keras.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="l2"/> is out of range.</exception>
    public static KernelRegularizer L2(float l2 = 0.01f) => new(0, l2);

    /// <summary><c>l1 Σ|w| + l2 Σw²</c> over the kernel's elements <c>w</c>.</summary>
    /// <param name="l1">The strength of the absolute values, finite and at least 0; 0.01, as in Keras.</param>
    /// <param name="l2">The strength of the squares, finite and at least 0; 0.01, as in Keras.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of range.</exception>
    public static KernelRegularizer L1L2(float l1 = 0.01f, float l2 = 0.01f) => new(l1, l2);

    /// <summary>The penalty on a kernel.</summary>
    internal unsafe double Penalty(Tile tile, Matrix kernel) => L1L2Sum.Of(tile, kernel, L1Strength, L2Strength);

    /// <summary>Adds <paramref name="strength"/> times the penalty's derivative by each element; its derivative at 0 is 0.</summary>
    internal unsafe void AddGradient(Tile tile, Matrix kernel, double strength, Matrix gradient) =>
        L1L2Sum.AddGradient(tile, kernel, (float)(strength * L1Strength), (float)(strength * L2Strength), weights: null, gradient);
}
