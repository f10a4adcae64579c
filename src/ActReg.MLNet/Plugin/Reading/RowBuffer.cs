using System.Runtime.InteropServices;

namespace ActReg.MLNet;

/// <summary>Rows on their way into a <see cref="TrainingSet"/>.</summary>
/// <remarks>
/// Features are gathered in chunks and copied once, at the end: an array that grows would, for a moment, need three times the memory of the
/// rows. Where the number of rows is known, they have their place from the start.
/// </remarks>
internal sealed class RowBuffer(int featureCount, int targetCount, bool hasWeights, long? expectedRows)
{
    private const int FirstRows = 256;
    private const int ChunkLength = 1 << 20;

    private readonly int _mostRows = Array.MaxLength / featureCount;
    private readonly List<float[]> _chunks = [];
    private readonly List<float> _targets = [];
    private readonly List<float> _weights = [];
    private int _used;

    public int Count { get; private set; }

    /// <exception cref="InvalidOperationException">The rows are more than one array can hold.</exception>
    public void Add(ExampleCursor cursor)
    {
        if (Count == _mostRows)
            throw new InvalidOperationException($"A data set of {featureCount} features can have at most {_mostRows} rows.");
        if (_chunks.Count == 0 || _used == _chunks[^1].Length)
            AddChunk();
        cursor.CopyFeaturesTo(_chunks[^1].AsSpan(_used, featureCount));
        _used += featureCount;
        CollectionsMarshal.SetCount(_targets, _targets.Count + targetCount);
        cursor.CopyTargetsTo(CollectionsMarshal.AsSpan(_targets)[^targetCount..]);
        Count++;
        if (hasWeights)
            _weights.Add(cursor.Weight);
    }

    /// <summary>The rows; to be called once.</summary>
    public TrainingSet ToTrainingSet() => new(featureCount, TakeFeatures(), targetCount, [.. _targets], hasWeights ? [.. _weights] : null);

    private void AddChunk()
    {
        var rows = _chunks.Count == 0
            ? Math.Clamp(expectedRows ?? FirstRows, 1, _mostRows)
            : Math.Max(1, Math.Min(ChunkLength / featureCount, Count));
        _chunks.Add(new float[rows * featureCount]);
        _used = 0;
    }

    private float[] TakeFeatures()
    {
        if (_chunks.Count == 1 && _used == _chunks[0].Length)
            return _chunks[0];
        var features = new float[(long)Count * featureCount];
        var rest = features.AsSpan();
        for (var i = 0; i < _chunks.Count; i++)
        {
            var used = _chunks[i].AsSpan(0, Math.Min(_chunks[i].Length, rest.Length));
            used.CopyTo(rest);
            rest = rest[used.Length..];
            // What has been copied need not stay in memory beside the copy.
            _chunks[i] = [];
        }

        return features;
    }
}
