using Microsoft.ML;
using Microsoft.ML.Data;

namespace ActReg.MLNet;

public abstract partial class NetworkModelParametersBase<TOutput>
{
    private readonly Lazy<BulkScorer> _bulk;

    /// <summary>Scores many rows, faster than one by one; what it writes is what <c>Transform</c> puts into the column Score, bit for bit.</summary>
    /// <remarks>
    /// That is the logit in binary classification (its sigmoid is the probability), the prediction in regression, and the classes'
    /// probabilities, in the order of the keys, in multiclass classification. Any number of threads may call it. It allocates nothing
    /// that it does not keep for the next call, but when it works in parallel.
    /// </remarks>
    /// <param name="features">Rows of <see cref="InputSize"/> values, one after the other. A row with one that is not finite scores NaN.</param>
    /// <param name="scores">Receives one value per row, or for multiclass one per class; apart from <paramref name="features"/>.</param>
    /// <param name="maxDegreeOfParallelism">The most threads that work on it, at least 1; the scores do not depend on it.</param>
    /// <exception cref="ArgumentException"><paramref name="features"/> is no whole number of rows, or <paramref name="scores"/> is not as
    /// long as their scores, or overlaps them.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="maxDegreeOfParallelism"/> is below 1.</exception>
    public void Score(ReadOnlySpan<float> features, Span<float> scores, int maxDegreeOfParallelism = 1)
    {
        Require.AtLeast(1, maxDegreeOfParallelism);
        if (features.Length % InputSize != 0)
        {
            throw new ArgumentException(
                Rule.Broken(nameof(features), $"must be a multiple of {InputSize} values, so many per row", features.Length));
        }

        var expected = (long)features.Length / InputSize * OutputCount;
        if (scores.Length != expected)
            throw new ArgumentException(Rule.Broken(nameof(scores), $"must be {expected} values, {OutputCount} per row", scores.Length));
        if (features.Overlaps(scores))
            throw new ArgumentException("scores must not overlap features; received memory that does.");
        _bulk.Value.Score(features, scores, maxDegreeOfParallelism);
    }

    /// <summary>What labels are.</summary>
    internal abstract DataViewType LabelType { get; }

    /// <summary>The loss of what a row scores.</summary>
    internal abstract ScoreLoss RowLoss { get; }

    /// <summary>Scores the rows of a data set, some at a time.</summary>
    private protected IEnumerable<ReadOnlyMemory<float>> ScoreBlocks(IDataView data, string featureColumnName)
    {
        ArgumentNullException.ThrowIfNull(data);
        return _bulk.Value.Score(FeatureColumn.ReadAll(data, featureColumnName, Network));
    }

    /// <summary>Makes scores of what the network puts out.</summary>
    private protected abstract void WriteScores(int rows, ReadOnlySpan<float> features, Matrix outputs, Span<float> scores);

    private BulkScorer CreateBulkScorer() => new(Scorer, WriteScores);
}
