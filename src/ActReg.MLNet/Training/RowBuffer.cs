namespace ActReg.MLNet;

/// <summary>Rows on their way into a <see cref="TrainingSet"/>.</summary>
internal sealed class RowBuffer(int featureCount, bool hasWeights, long? expectedRows)
{
    private const int FirstRows = 256;

    private readonly int _mostRows = Array.MaxLength / featureCount;
    private float[] _features = [];
    private float[] _labels = [];
    private float[] _weights = [];

    public int Count { get; private set; }

    /// <exception cref="InvalidOperationException">The rows are more than one array can hold.</exception>
    public void Add(UsableRowCursor cursor)
    {
        if (Count == _mostRows)
            throw new InvalidOperationException($"A data set of {featureCount} features can have at most {_mostRows} rows.");
        if (Count == _labels.Length)
            Resize((int)Math.Clamp(Count == 0 ? expectedRows ?? FirstRows : 2L * Count, 1, _mostRows));
        cursor.CopyFeaturesTo(_features.AsSpan(Count * featureCount, featureCount));
        _labels[Count] = cursor.Label;
        if (hasWeights)
            _weights[Count] = cursor.Weight;
        Count++;
    }

    public TrainingSet ToTrainingSet()
    {
        Resize(Count);
        return new TrainingSet(featureCount, _features, _labels, hasWeights ? _weights : null);
    }

    private void Resize(int rows)
    {
        Array.Resize(ref _features, rows * featureCount);
        Array.Resize(ref _labels, rows);
        if (hasWeights)
            Array.Resize(ref _weights, rows);
    }
}
