namespace ActReg.MLNet;

/// <summary>Rows on their way into a <see cref="TrainingSet"/>.</summary>
internal sealed class RowBuffer(ExampleSource source)
{
    private readonly RowValues _features = new(source.FeatureCount);
    private readonly RowValues? _labels = source.LabelCount == 0 ? null : new(source.LabelCount);
    private readonly RowValues? _weights = source.HasWeights ? new(1) : null;
    private readonly List<bool>? _isSetAside = source.SetAside?.IsByOtherValue == true ? [] : null;

    /// <summary>The rows that are there as a whole.</summary>
    public int Count => (_weights ?? _labels ?? _features).Count;

    /// <exception cref="InvalidOperationException">The rows are more than can be numbered.</exception>
    public void Add(ExampleCursor cursor)
    {
        if (Count == Array.MaxLength)
            throw new InvalidOperationException($"A data set in memory can have at most {Array.MaxLength} rows.");
        cursor.CopyFeaturesTo(_features.Add());
        if (_labels != null)
            cursor.Labels.CopyTo(_labels.Add());
        if (_weights != null)
            _weights.Add()[0] = cursor.Weight;
        _isSetAside?.Add(cursor.IsSetAside);
    }

    /// <summary>Whether each row is set aside, where that has to be noted.</summary>
    public bool[] IsSetAside => [.. _isSetAside ?? []];

    /// <summary>The rows; to be called once.</summary>
    public TrainingSet ToTrainingSet() => new(_features, _labels ?? _features, _weights);
}
