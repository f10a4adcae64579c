using Microsoft.ML.Trainers;

namespace ActReg.MLNet;

/// <summary>One pass over an <see cref="ExampleSource"/>.</summary>
/// <param name="cursor">ML.NET's, which skips what is not usable.</param>
/// <param name="featureCount">The features per row.</param>
/// <param name="labels">Reads the labels.</param>
/// <param name="featureColumn">Their column, for messages.</param>
/// <param name="values">What features may be.</param>
/// <param name="isSetAside">Whether the row that the cursor is at is set aside; <see langword="null"/> where none is.</param>
/// <param name="window">The features that each row is scaled by; <see langword="null"/> for none.</param>
/// <param name="group">The group of the row that the cursor is at; <see langword="null"/> where each row stands for itself.</param>
/// <param name="part">Whether to read only those, or only the others; <see langword="null"/> for all.</param>
internal sealed class ExampleCursor(
    FeatureFloatVectorCursor cursor, int featureCount, RowLabels labels, string featureColumn, FeatureDomain values, SeriesWindow? window, Func<bool>? isSetAside,
    Func<uint>? group, bool? part)
    : IDisposable
{
    private readonly float[] _scaled = window == null ? [] : new float[featureCount];
    private long _infiniteRows;
    private long _badLabels;
    private long _badWindows;

    /// <summary>The row's labels as they are; none in a set without labels.</summary>
    public ReadOnlySpan<float> Labels => labels.Values;

    /// <summary>1 in a set without weights.</summary>
    public float Weight => cursor.Weight;

    public bool IsSetAside { get; private set; }

    /// <summary>What the row has in common with those that it belongs together with; 0 where each stands for itself.</summary>
    public uint Group => group?.Invoke() ?? 0;

    /// <summary>What the row's features were scaled by; <see langword="null"/> where there is no window.</summary>
    public WindowScale? Window { get; private set; }

    /// <summary>The rows left out so far.</summary>
    public SkippedRows Skipped => new(
        cursor.SkippedRowCount + cursor.KeptRowCount, cursor.BadFeaturesRowCount + _infiniteRows, labels.SkippedCount + _badLabels, cursor.BadWeightCount, _badWindows);

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

            if (window != null && !Scale(window))
            {
                _badWindows++;
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

    /// <summary>Copies the row's features, scaled where there is a window.</summary>
    public void CopyFeaturesTo(Span<float> features)
    {
        if (window == null)
            cursor.Features.CopyTo(features);
        else
            _scaled.CopyTo(features);
    }

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

    /// <summary>Scales the row; <see langword="false"/> where its window has nothing to scale by.</summary>
    private bool Scale(SeriesWindow by)
    {
        cursor.Features.CopyTo(_scaled);
        var scale = by.Apply(_scaled);
        Window = scale;
        return scale.CanScale(labels.Values);
    }
}
