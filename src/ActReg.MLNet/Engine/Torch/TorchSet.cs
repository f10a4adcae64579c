using static TorchSharp.torch;

namespace ActReg.MLNet;

/// <summary>A <see cref="TrainingSet"/> as tensors, which on the CPU are its own arrays, not copies.</summary>
internal sealed class TorchSet : IDisposable
{
    private readonly Tensor _features;
    private readonly Tensor _labels;
    private readonly Tensor? _weights;

    /// <param name="set">The rows.</param>
    /// <param name="device">Where to put them.</param>
    public TorchSet(TrainingSet set, Device device)
    {
        Set = set;
        using var scope = NewDisposeScope();
        _features = Column(set.Features, set.FeatureCount);
        _labels = Column(set.Labels, 1);
        _weights = set.Weights == null ? null : Column(set.Weights, 1);

        Tensor Column(float[] values, int width) =>
            from_array(values, device).view(set.RowCount, width).DetachFromDisposeScope();
    }

    public TrainingSet Set { get; }

    /// <summary>Some rows.</summary>
    public TorchBatch Rows(ReadOnlySpan<int> rows, bool isTraining, ulong noise)
    {
        var first = rows[0];
        var count = rows.Length;
        // Rows in their order are a view.
        var index = AreInOrder(rows) ? null : from_array(Array.ConvertAll(rows.ToArray(), row => (long)row), _labels.device);
        return new(Take(_features), Take(_labels), _weights is null ? null : Take(_weights), Weight(rows), isTraining, noise);

        Tensor Take(Tensor values) => index is null ? values.narrow(0, first, count) : values.index_select(0, index);
    }

    public void Dispose()
    {
        _features.Dispose();
        _labels.Dispose();
        _weights?.Dispose();
    }

    private static bool AreInOrder(ReadOnlySpan<int> rows)
    {
        for (var i = 1; i < rows.Length; i++)
        {
            if (rows[i] != rows[0] + i)
                return false;
        }

        return true;
    }

    private double Weight(ReadOnlySpan<int> rows)
    {
        if (Set.Weights == null)
            return rows.Length;
        double sum = 0;
        foreach (var row in rows)
            sum += Set.Weights[row];
        return sum;
    }
}
