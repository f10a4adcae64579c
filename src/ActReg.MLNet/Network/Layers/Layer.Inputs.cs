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
    /// interquartile range is 0, half the range takes its place; a feature that is constant becomes 0. Missing values filled in do not count. Blocks that a <see cref="CategoryEmbedding"/> behind it replaces stay as they are.</para>
    /// <para>Scale and bound: D. Holzmüller, L. Grinsztajn and I. Steinwart, "Better by default: strong pre-tuned MLPs and boosted trees on tabular data", 2024.</para>
    /// </remarks>
    /// <param name="bound">Finite and above 0; <see langword="null"/> for no bound.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="bound"/> is out of range.</exception>
    public static RobustScalingLayer RobustScaling(float? bound = 3) => new(bound);

    /// <summary>
    /// Makes several values of each feature, one per bin: 0 below the bin, 1 above it, <c>(x - lower edge) / width</c> within; below the first bin and above the last they go on as within, so that nothing
    /// is lost of values that lie farther off than those of training. It puts out the values of the first feature's bins, then those of the second's, and so on. A dense layer behind it is, feature by feature, a function of pieces
    /// that are straight lines.
    /// </summary>
    /// <remarks>
    /// <para>It comes first, or behind <see cref="Imputation"/> and <see cref="RobustScaling"/>. Edges are quantiles of the training rows, at equal shares, by weight, without the rows set aside to validate on; of very many rows, of a sample.
    /// Equal edges are one, so that a feature may have fewer bins than <paramref name="bins"/>, and fewer values; where it has no more than <paramref name="bins"/> + 1 different values, each of them is an edge, and one
    /// that is 0 or 1 stays as it is. A feature that is constant, or missing in all rows, becomes one value, 0. Missing values filled in before do not count for edges; not filled in they are no different than in other
    /// layers: such rows are skipped, and score NaN. Features need no scale before it, and have one behind it, though values far off on either side do reach far: <see cref="RobustScaling"/> before it bounds them. Blocks that a
    /// <see cref="CategoryEmbedding"/> behind it replaces stay as they are.</para>
    /// <para>Y. Gorishniy, I. Rubachev and A. Babenko, "On embeddings for numerical features in tabular deep learning", 2022, equations 1 and 2, bins from quantiles. Their "Q" variant is this layer and dense ones; in their package <c>rtdl_num_embeddings</c> it is
    /// <c>compute_bins</c>, whose quantiles interpolate, and <c>PiecewiseLinearEncoding</c>.</para>
    /// </remarks>
    /// <param name="bins">The most bins of a feature, at least 1; with 1 each feature is scaled to 0 to 1. The package has 48.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="bins"/> is less than 1.</exception>
    public static PiecewiseLinearEncodingLayer PiecewiseLinearEncoding(int bins = 16) => new(bins);

    /// <summary>
    /// Puts a trained vector in the place of each block of features that belong to one category ("entity embeddings": C. Guo and F. Berkhahn, "Entity embeddings of categorical variables", 2016): the
    /// sum of the vectors of the features that are not 0, each times the feature, which is PyTorch's <c>EmbeddingBag</c>. All other features pass, and come first: [features] to [other features + vectors].
    /// </summary>
    /// <remarks>
    /// It comes first, or behind <see cref="Imputation"/>, <see cref="RobustScaling"/> and <see cref="PiecewiseLinearEncoding"/>. Without <paramref name="blocks"/> those are taken that <c>mlContext.Transforms.ConcatenateCategories</c> makes of
    /// keys and vectors of keys, and ML.NET's <c>OneHotEncoding</c>, also through <c>Concatenate</c>; a model keeps them. Rows that went through memory or a file, as
    /// those of studies do, say nothing of blocks: give them.
    /// </remarks>
    /// <param name="units">The length of vectors, at least 1; <see langword="null"/> for the lesser of 50 and (features of the block + 1) / 2, which was fast.ai's rule.</param>
    /// <param name="fewestCategories">Blocks that are found and have fewer features than so many, at least 1, pass like other features. Where it is above 1, there need not be any block.</param>
    /// <param name="blocks">The blocks, in ascending order, whatever the column says; <see langword="null"/> for those that are found.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="units"/> or <paramref name="fewestCategories"/> is less than 1.</exception>
    /// <exception cref="ArgumentException">Blocks are empty, or not in ascending order.</exception>
    public static CategoryEmbeddingLayer CategoryEmbedding(int? units = null, int fewestCategories = 1, IReadOnlyList<CategoryBlock>? blocks = null) => new(units, fewestCategories, blocks);
}
