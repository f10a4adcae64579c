namespace ActReg.MLNet;

/// <summary>Place for some rows, to be filled again and again.</summary>
internal sealed class RowSlot
{
    /// <param name="featureCount">The features per row.</param>
    /// <param name="labelCount">The labels per row; 0 where a row's targets are its own features.</param>
    /// <param name="rows">The most rows.</param>
    /// <param name="hasWeights">Whether they have weights.</param>
    public RowSlot(int featureCount, int labelCount, int rows, bool hasWeights)
    {
        var features = Room(featureCount);
        Rows = new TrainingSet(features, labelCount == 0 ? features : Room(labelCount), hasWeights ? Room(1) : null);

        RowValues Room(int width) => new(width, new float[rows * width]);
    }

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
        cursor.Labels.CopyTo(targets);
        if (Rows.Weights != null)
            Rows.Weights[Count][0] = adjustment.Weight(targets, cursor.Weight);
        adjustment.Standardize(targets);
        adjustment.FeatureScale?.Apply(Rows.Features[Count]);
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
        from.Labels(row).CopyTo(Rows.Targets[to]);
        if (Rows.Weights != null)
            Rows.Weights[to][0] = from.Weight(row);
    }
}
