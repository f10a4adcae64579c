using System.Globalization;

namespace ActReg.MLNet;

/// <summary>How sparse one layer's output is on some data. Every row weighs the same, and "zero" is exactly 0.</summary>
/// <remarks>
/// Masked timesteps are left out: means are over what is not masked, frequencies over the rows on which a unit is not, and units that
/// are masked on every row are neither dead nor in the histogram.
/// Hoyer sparsity and Gini index are computed for each row, over the magnitudes of the layer's <c>n</c> units, and averaged over
/// the rows. Both are 0 where all units are equally active, and do not depend on the row's scale. Neither is defined for a row of
/// zeros only, which counts as 1: nothing is sparser.
/// </remarks>
public sealed class LayerSparsity
{
    internal const int Bins = 10;

    /// <summary>The layer's place in <see cref="NetworkModelParametersBase{TOutput}.Layers"/>.</summary>
    public required int LayerIndex { get; init; }

    /// <summary>The layer's name in Keras: its kind, and which of its kind it is from the second on, such as <c>dense_1</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The layer's outputs per row: of an image or a sequence all its values.</summary>
    public required int Units { get; init; }

    /// <summary>What they are: [units], [timesteps, features] or [height, width, channels].</summary>
    public required IReadOnlyList<int> Shape { get; init; }

    /// <summary>The mean over rows and units.</summary>
    public required double MeanActivation { get; init; }

    /// <summary>The mean absolute value over rows and units.</summary>
    public required double MeanAbsoluteActivation { get; init; }

    /// <summary>The share of outputs that are zero, 0 to 1.</summary>
    public required double ZeroFraction { get; init; }

    /// <summary>The number of units that are zero on every row.</summary>
    public required int DeadUnits { get; init; }

    /// <summary>The share of units that are zero on every row, 0 to 1.</summary>
    public double DeadUnitFraction => (double)DeadUnits / Units;

    /// <summary>The channels of an image, or the features of a sequence, at each of its places; or the units.</summary>
    public int Channels => Shape[^1];

    /// <summary>
    /// The number of <see cref="Channels"/> that are zero at every place on every row, such as the dead filters of a convolution; of units, <see cref="DeadUnits"/>.
    /// </summary>
    public required int DeadChannels { get; init; }

    /// <summary>The mean number of units per row that are not zero, 0 to <see cref="Units"/>.</summary>
    public required double L0PerRow { get; init; }

    /// <summary>
    /// The mean over rows of <c>(√n - Σ|a| / √Σa²) / (√n - 1)</c>, 0 to 1: 1 where one unit alone is active. In a layer of one
    /// unit, where that is undefined, an active one counts as 0.
    /// </summary>
    /// <remarks>P. O. Hoyer, Non-negative matrix factorization with sparseness constraints, JMLR 5, 2004.</remarks>
    public required double HoyerSparsity { get; init; }

    /// <summary>
    /// The mean over rows of <c>1 - 2 Σₖ |a|₍ₖ₎ / Σ|a| · (n - k + ½) / n</c>, with <c>|a|₍₁₎ ≤ … ≤ |a|₍ₙ₎</c>, 0 to 1:
    /// <c>1 - 1/n</c> where one unit alone is active.
    /// </summary>
    /// <remarks>N. Hurley and S. Rickard, Comparing measures of sparsity, IEEE Trans. Information Theory 55(10), 2009.</remarks>
    public required double GiniIndex { get; init; }

    /// <summary>For each unit the share of rows on which it is not zero, 0 to 1; row-major.</summary>
    public required IReadOnlyList<double> ActivationFrequencies { get; init; }

    /// <summary>
    /// The number of units whose frequency lies in [0, 0.1), [0.1, 0.2), …, [0.9, 1]: ten counts. The first has the dead units
    /// too, the last those that are active on every row.
    /// </summary>
    public required IReadOnlyList<int> ActivationFrequencyHistogram { get; init; }

    /// <summary>In a few words.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"{Name}: {Quantity.Of(Units, "unit")}, {ZeroFraction:0.0%} zeros, {DeadUnits} dead, {L0PerRow:0.0} active per row");
}
