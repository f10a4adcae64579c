namespace ActReg.MLNet;

/// <summary>Room for the features of a batch that are not 0.</summary>
/// <param name="featureCount">The features per row.</param>
internal sealed unsafe class FeatureBatch(int featureCount)
{
    private AlignedBuffer _entries = new(0);
    private AlignedBuffer _places = new(0);

    /// <summary>Takes them, where the first kernel has no gradient.</summary>
    /// <param name="features">All rows.</param>
    /// <param name="rows">Those of the batch.</param>
    public SparseFeatures Take(FeatureValues features, ReadOnlySpan<int> rows) => Fill(features, rows, columns: 0, isPacked: false);

    /// <summary>Takes them, for a gradient that is not packed.</summary>
    /// <inheritdoc cref="Take"/>
    public SparseFeatures TakeAll(FeatureValues features, ReadOnlySpan<int> rows)
    {
        var taken = Fill(features, rows, featureCount, isPacked: false);
        new ReadOnlySpan<int>(taken.Places, taken.Entries.Starts[rows.Length]).CopyTo(new Span<int>(taken.Entries.Columns, taken.Entries.Starts[rows.Length]));
        taken.Entries.Index(rows.Length);
        return taken;
    }

    /// <summary>Takes them, and touches the rows of the kernel that they multiply.</summary>
    /// <inheritdoc cref="Take"/>
    /// <param name="features">All rows.</param>
    /// <param name="rows">Those of the batch.</param>
    /// <param name="kernel">The first kernel.</param>
    public SparseFeatures Touch(FeatureValues features, ReadOnlySpan<int> rows, LazyKernel kernel)
    {
        var taken = Fill(features, rows, Math.Min(featureCount, kernel.Count + Count(features, rows)), isPacked: true);
        var columns = taken.Entries.Columns;
        for (var entry = 0; entry < taken.Entries.Starts[rows.Length]; entry++)
            columns[entry] = kernel.Touch(taken.Places[entry]);
        taken.Entries.Index(rows.Length);
        return taken;
    }

    private SparseFeatures Fill(FeatureValues features, ReadOnlySpan<int> rows, int columns, bool isPacked)
    {
        var capacity = Count(features, rows);
        Grow(ref _entries, SparseRows.Length(rows.Length, columns, capacity));
        Grow(ref _places, capacity);
        var entries = new SparseRows(_entries.Pointer, rows.Length, columns, capacity);
        var places = (int*)_places.Pointer;
        var count = 0;
        for (var i = 0; i < rows.Length; i++)
        {
            entries.Starts[i] = count;
            var row = features.Nonzeros(rows[i]);
            row.Places.CopyTo(new Span<int>(places + count, row.Count));
            row.Values.CopyTo(new Span<float>(entries.Values + count, row.Count));
            count += row.Count;
        }

        entries.Starts[rows.Length] = count;
        return new SparseFeatures(entries, places, isPacked);
    }

    private static int Count(FeatureValues features, ReadOnlySpan<int> rows)
    {
        var count = 0;
        foreach (var row in rows)
            count = checked(count + features.Nonzeros(row).Count);
        return count;
    }

    private static void Grow(ref AlignedBuffer buffer, int length)
    {
        if (buffer.Length < length)
            buffer = new AlignedBuffer(AlignedBuffer.Pad((int)Math.Min(AlignedBuffer.MaxLength, Math.Max(length, 2L * buffer.Length))));
    }
}
