namespace ActReg.MLNet;

/// <summary>Rows on their way into a <see cref="TrainingSet"/>.</summary>
internal sealed class RowBuffer
{
    private readonly FeatureDensity? _density;
    private readonly RowValues? _labels;
    private readonly RowValues? _weights;
    private readonly RowValues? _windows;
    private readonly List<uint>? _groups;
    private readonly int _featureCount;
    private readonly int _otherBytes;
    private RowValues? _features;
    private CompressedRows? _nonzeros;

    /// <param name="source">Where rows come from.</param>
    public RowBuffer(ExampleSource source)
    {
        _featureCount = source.FeatureCount;
        _labels = source.LabelCount == 0 ? null : new(source.LabelCount);
        _weights = source.HasWeights ? new(1) : null;
        _windows = source.Window == null ? null : new(WindowScale.Length);
        _groups = source.Groups == null ? null : [];
        _density = source.MayLeaveZerosOut ? new(_featureCount) : null;
        _otherBytes = sizeof(float) * source.NumbersBeside;
        if (_density == null)
            _features = new(_featureCount);
        else
            _nonzeros = new(_featureCount);
    }

    /// <summary>The rows that are there as a whole.</summary>
    public int Count => (_weights ?? _labels ?? Features).Count;

    /// <summary>Whether rows have their zeros.</summary>
    public bool HasZeros => _features != null;

    /// <summary>The bytes that the features of a row with its zeros take.</summary>
    public long FeatureBytes => sizeof(float) * (long)_featureCount;

    /// <summary>The bytes that the features take, with those of a further row where that has its zeros.</summary>
    public long BytesWithNext => _nonzeros?.Bytes ?? FeatureBytes * (Count + 1);

    /// <summary>What a row takes on average, in bytes; before there is one, what it takes at most where zeros are left out.</summary>
    public long RowBytes => _otherBytes + (_nonzeros == null ? FeatureBytes
        : Count > 0 ? _nonzeros.Bytes / Count : CompressedRows.NumberBytes * (long)_featureCount / FeatureDensity.FewestPerNonzero);

    private FeatureValues Features => _features ?? (FeatureValues)_nonzeros!;

    /// <exception cref="InvalidOperationException">The rows are more than can be numbered.</exception>
    public void Add(ExampleCursor cursor)
    {
        if (Count == Array.MaxLength)
            throw new InvalidOperationException($"A data set in memory can have at most {Array.MaxLength} rows.");
        if (_nonzeros != null)
            AddNonzeros(cursor);
        else
            cursor.CopyFeaturesTo(_features!.Add());
        if (_labels != null)
            cursor.Labels.CopyTo(_labels.Add());
        if (_weights != null)
            _weights.Add()[0] = cursor.Weight;
        if (_windows != null)
            cursor.Window!.Value.CopyTo(_windows.Add());
        _groups?.Add(cursor.Group);
    }

    /// <summary>The rows; to be called once.</summary>
    public TrainingSet ToTrainingSet()
    {
        if (_density is { IsLowInAll: false })
            AddZeros();
        return new(Features, _labels ?? _features!, _weights) { Windows = _windows, Groups = _groups };
    }

    private void AddNonzeros(ExampleCursor cursor)
    {
        var count = cursor.CountNonzeros();
        _density!.Add(count);
        _nonzeros!.Add(count, out var places, out var values);
        cursor.CopyNonzerosTo(places, values);
        if (!_density.IsLow)
            AddZeros();
    }

    private void AddZeros()
    {
        _features ??= _nonzeros!.ToRowValues();
        _nonzeros = null;
    }
}
