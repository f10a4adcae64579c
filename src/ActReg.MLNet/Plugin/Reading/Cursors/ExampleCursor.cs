using Microsoft.ML.Trainers;

namespace ActReg.MLNet;

/// <summary>One pass over an <see cref="ExampleSource"/>.</summary>
/// <param name="cursor">ML.NET's, which skips what is not usable.</param>
/// <param name="featureCount">The features per row.</param>
/// <param name="labels">Reads the labels.</param>
/// <param name="featureColumn">Their column, for messages.</param>
/// <param name="values">What features may be.</param>
/// <param name="isSetAside">Whether the row that the cursor is at is set aside; <see langword="null"/> where none is.</param>
/// <param name="part">Whether to read only those, or only the others; <see langword="null"/> for all.</param>
internal sealed class ExampleCursor(
    FeatureFloatVectorCursor cursor, int featureCount, RowLabels labels, string featureColumn, FeatureDomain values, Func<bool>? isSetAside, bool? part) : IDisposable
{
    private long _infiniteRows;
    private long _badLabels;

    /// <summary>The row's labels; none in a set without labels.</summary>
    public ReadOnlySpan<float> Labels => labels.Values;

    /// <summary>1 in a set without weights.</summary>
    public float Weight => cursor.Weight;

    public bool IsSetAside { get; private set; }

    /// <summary>The rows left out so far.</summary>
    public SkippedRows Skipped => new(
        cursor.SkippedRowCount + cursor.KeptRowCount, cursor.BadFeaturesRowCount + _infiniteRows, labels.SkippedCount + _badLabels, cursor.BadWeightCount);

    /// <exception cref="InvalidOperationException">
    /// A row has another number of features or labels than the column's type says, or one that an embedding cannot look up.
    /// </exception>
    public bool MoveNext()
    {
        while (cursor.MoveNext())
        {
            FeatureColumn.CheckLength(cursor.Features, featureCount, featureColumn);
            // Where features may be missing, ML.NET's cursor skips no row for them.
            if (values.MayBeMissing && !values.AreAll(cursor.Features.GetValues()))
            {
                _infiniteRows++;
                continue;
            }

            if (!labels.Read())
            {
                _badLabels++;
                continue;
            }

            IsSetAside = isSetAside?.Invoke() == true;
            if (part != null && part != IsSetAside)
                continue;
            if (values.Problem(cursor.Features) is { } problem)
                throw new InvalidOperationException($"column \"{featureColumn}\": {problem}");
            return true;
        }

        return false;
    }

    public void CopyFeaturesTo(Span<float> features) => cursor.Features.CopyTo(features);

    /// <summary>The features that are not 0.</summary>
    public int CountNonzeros()
    {
        var values = cursor.Features.GetValues();
        return values.Length - values.Count(0);
    }

    /// <summary>Copies the features that are not 0.</summary>
    /// <param name="places">As many as there are; receives which they are.</param>
    /// <param name="values">As many; receives them.</param>
    public void CopyNonzerosTo(Span<int> places, Span<float> values)
    {
        var all = cursor.Features.GetValues();
        var indices = cursor.Features.GetIndices();
        var count = 0;
        for (var i = 0; i < all.Length; i++)
        {
            if (all[i] == 0)
                continue;
            places[count] = cursor.Features.IsDense ? i : indices[i];
            values[count++] = all[i];
        }
    }

    public void Dispose() => cursor.Dispose();
}
