namespace ActReg.MLNet;

/// <summary>Place for some rows, to be filled again and again.</summary>
internal sealed class RowSlot
{
    private readonly RowValues? _features;
    private readonly LooseRows? _nonzeros;

    /// <param name="featureCount">The features per row.</param>
    /// <param name="labelCount">The labels per row; 0 where a row's targets are its own features.</param>
    /// <param name="rows">The most rows.</param>
    /// <param name="hasWeights">Whether they have weights.</param>
    /// <param name="leaveZerosOut">Whether zeros of features are left out.</param>
    /// <param name="hasWindows">Whether rows are scaled by windows.</param>
    public RowSlot(int featureCount, int labelCount, int rows, bool hasWeights, bool leaveZerosOut = false, bool hasWindows = false)
    {
        _nonzeros = leaveZerosOut ? new(featureCount, rows) : null;
        _features = leaveZerosOut ? null : Room(featureCount);
        Rows = new TrainingSet(_features ?? (FeatureValues)_nonzeros!, labelCount == 0 ? _features! : Room(labelCount), hasWeights ? Room(1) : null)
        {
            Windows = hasWindows ? Room(WindowScale.Length) : null,
        };

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
        if (_nonzeros != null)
        {
            _nonzeros.Fill(Count, cursor.CountNonzeros(), out var places, out var values);
            cursor.CopyNonzerosTo(places, values);
        }
        else
        {
            cursor.CopyFeaturesTo(_features![Count]);
        }

        var targets = Rows.Target(Count);
        cursor.Labels.CopyTo(targets);
        if (Rows.Weights != null)
            Rows.Weights[Count][0] = adjustment.Weight(targets, cursor.Weight);
        if (Rows.Windows != null)
            cursor.Window!.Value.CopyTo(Rows.Windows[Count]);
        adjustment.Standardize(targets, cursor.Window);
        adjustment.FeatureScale?.Apply(Rows.Features.InPlace(Count));
        Count++;
    }

    /// <summary>Takes a row out, and closes the gap with the last one.</summary>
    public void MoveTo(RowSlot other, int row)
    {
        other.Take(this, row, other.Count++);
        Take(this, --Count, row);
    }

    private void Take(RowSlot from, int row, int to)
    {
        if (_nonzeros != null)
            _nonzeros.Exchange(to, from._nonzeros!, row);
        else
            from._features![row].CopyTo(_features![to]);
        from.Rows.Labels(row).CopyTo(Rows.Targets[to]);
        if (Rows.Weights != null)
            Rows.Weights[to][0] = from.Rows.Weight(row);
        if (Rows.Windows != null)
            from.Rows.Windows![row].CopyTo(Rows.Windows[to]);
    }
}
