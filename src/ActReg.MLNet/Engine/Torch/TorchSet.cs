using static TorchSharp.torch;

namespace ActReg.MLNet;

/// <summary>A <see cref="TrainingSet"/> as tensors, which on the CPU are its own arrays, not copies.</summary>
internal sealed class TorchSet : IDisposable
{
    private readonly Tensor _features;
    private readonly Tensor _targets;
    private readonly Tensor? _weights;

    /// <param name="set">The rows.</param>
    /// <param name="device">Where to put them.</param>
    public TorchSet(TrainingSet set, Device device)
    {
        Set = set;
        using var scope = NewDisposeScope();
        _features = Matrix(set.Features, set.FeatureCount);
        _targets = Matrix(set.Targets, set.TargetCount);
        _weights = set.Weights == null ? null : Matrix(set.Weights, 1);

        Tensor Matrix(float[] values, int width) =>
            from_array(values, device).view(set.RowCount, width).DetachFromDisposeScope();
    }

    public TrainingSet Set { get; }

    /// <summary>Some of its rows.</summary>
    public TorchBatch Rows(RowBatch batch, bool isTraining, ulong noise)
    {
        var rows = batch.Rows;
        var first = rows[0];
        var count = rows.Length;
        // Rows in their order are a view.
        var index = AreInOrder(rows) ? null : from_array(Array.ConvertAll(rows.ToArray(), row => (long)row), _targets.device);
        return new(Take(_features), Take(_targets), _weights is null ? null : Take(_weights), batch.BatchWeight, Set.WeightOf(rows), isTraining, noise);

        Tensor Take(Tensor values) => index is null ? values.narrow(0, first, count) : values.index_select(0, index);
    }

    public void Dispose()
    {
        _features.Dispose();
        _targets.Dispose();
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
}
