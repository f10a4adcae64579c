namespace ActReg.MLNet;

/// <summary>Place for some rows, to be filled again and again.</summary>
internal sealed class RowSlot
{
    public RowSlot(int featureCount, int targetCount, int rows, bool hasWeights) => Rows = new TrainingSet(
        featureCount, new float[rows * featureCount], targetCount, new float[rows * targetCount], hasWeights ? new float[rows] : null);

    /// <summary>
    /// The rows; those from <see cref="Count"/> on are left from before. Another object each time that it is filled anew.
    /// </summary>
    public TrainingSet Rows { get; private set; }

    public int Count { get; private set; }

    public bool IsFull => Count == Rows.RowCount;

    public void Clear()
    {
        Count = 0;
        // What an engine keeps of a set must not be taken for these rows.
        Rows = Rows with { };
    }

    /// <summary>Adds a row that has been read.</summary>
    public void Add(ExampleCursor cursor, RowAdjustment adjustment)
    {
        cursor.CopyFeaturesTo(Rows.Features[Count]);
        var targets = Rows.Target(Count);
        cursor.CopyTargetsTo(targets);
        if (Rows.Weights != null)
            Rows.Weights[Count][0] = adjustment.Weight(targets, cursor.Weight);
        adjustment.Standardize(targets);
        Count++;
    }

    /// <summary>Takes a row out, and closes the gap with the last one.</summary>
    public void MoveTo(RowSlot other, int row)
    {
        other.Copy(Rows, row, other.Count++);
        Copy(Rows, --Count, row);
    }

    private void Copy(TrainingSet from, int row, int to)
    {
        from.Features[row].CopyTo(Rows.Features[to]);
        from.Targets[row].CopyTo(Rows.Targets[to]);
        if (Rows.Weights != null)
            Rows.Weights[to][0] = from.Weight(row);
    }
}
