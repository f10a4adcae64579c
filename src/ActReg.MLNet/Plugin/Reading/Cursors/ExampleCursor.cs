using Microsoft.ML.Trainers;

namespace ActReg.MLNet;

/// <summary>One pass over an <see cref="ExampleSource"/>.</summary>
/// <param name="cursor">ML.NET's, which skips what is not usable.</param>
/// <param name="featureCount">The features per row.</param>
/// <param name="labelCount">The labels per row: 1, or 0 where the cursor reads none.</param>
/// <param name="featureColumn">Their column, for messages.</param>
/// <param name="values">What features may be.</param>
/// <param name="isSetAside">Whether the row that the cursor is at is set aside; <see langword="null"/> where none is.</param>
/// <param name="part">Whether to read only those, or only the others; <see langword="null"/> for all.</param>
internal sealed class ExampleCursor(
    FeatureFloatVectorCursor cursor, int featureCount, int labelCount, string featureColumn, FeatureDomain values, Func<bool>? isSetAside, bool? part) : IDisposable
{
    private readonly float[] _labels = new float[labelCount];
    private long _infiniteRows;

    /// <inheritdoc cref="ExampleSource.Classes"/>
    public IReadOnlyList<int>? Classes { get; init; }

    /// <summary>The row's labels: one, or none in a set without labels.</summary>
    public ReadOnlySpan<float> Labels => _labels;

    /// <summary>1 in a set without weights.</summary>
    public float Weight => cursor.Weight;

    public bool IsSetAside { get; private set; }

    /// <summary>The rows left out so far.</summary>
    public SkippedRows Skipped => new(
        cursor.SkippedRowCount + cursor.KeptRowCount, cursor.BadFeaturesRowCount + _infiniteRows, (cursor as FloatLabelCursor)?.BadLabelCount ?? 0, cursor.BadWeightCount);

    /// <exception cref="InvalidOperationException">
    /// A row has another number of features than the column's type says, or one that an embedding cannot look up.
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

            IsSetAside = isSetAside?.Invoke() == true;
            if (part != null && part != IsSetAside)
                continue;
            if (values.Problem(cursor.Features) is { } problem)
                throw new InvalidOperationException($"column \"{featureColumn}\": {problem}");
            if (cursor is FloatLabelCursor { Label: var label })
                _labels[0] = Classes == null ? label : Classes[(int)label];
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
