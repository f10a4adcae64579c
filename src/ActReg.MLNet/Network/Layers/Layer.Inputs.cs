namespace ActReg.MLNet;

public abstract partial record Layer
{
    /// <summary>
    /// Fills in missing features (NaN) with their medians, and adds, for each feature that is missing in some training row, 1 where it is missing and 0 where it is not: [features] to
    /// [features + indicators]. Rows with missing features are then trained on and scored; else they are skipped, and score NaN. scikit-learn's
    /// <c>SimpleImputer(strategy="median", add_indicator=True)</c>.
    /// </summary>
    /// <remarks>
    /// It comes first. Medians are those of the training rows, without the ones set aside to validate on; of very many rows, of a sample. A feature that is missing in scoring alone is filled in,
    /// and has no indicator. Rows with an infinite feature are skipped as ever.
    /// </remarks>
    public static ImputationLayer Imputation() => new();

    /// <summary>
    /// Scales each feature to <c>z = (x - median) / (interquartile range)</c>, and then bounds it smoothly to <c>z / √(1 + (z / bound)²)</c>: few values that are far off do not
    /// change the scale, nor reach far into the network. Features need no normalization before it.
    /// </summary>
    /// <remarks>
    /// <para>It comes first, or behind <see cref="Imputation"/>. Quantiles are those of the training rows, by weight, without the rows set aside to validate on; of very many rows, of a sample. Where the
    /// interquartile range is 0, half the range takes its place; a feature that is constant becomes 0. Missing values filled in do not count.</para>
    /// <para>Scale and bound: D. Holzmüller, L. Grinsztajn and I. Steinwart, "Better by default: strong pre-tuned MLPs and boosted trees on tabular data", 2024.</para>
    /// </remarks>
    /// <param name="bound">Finite and above 0; <see langword="null"/> for no bound.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="bound"/> is out of range.</exception>
    public static RobustScalingLayer RobustScaling(float? bound = 3) => new(bound);
}
