namespace ActReg.MLNet;

/// <summary>Adds up one step's outputs, batch by batch; those of masked timesteps count for nothing.</summary>
internal sealed class SparsityCounter(Step step, int stepIndex, string layerName)
{
    private readonly int _channels = step.Shape.Channels;
    private readonly long[] _activeRows = new long[step.Size];
    private readonly long[] _rowsOfPlace = new long[step.Shape.Positions];
    private readonly float[] _magnitudes = new float[step.Size];
    private long _rows;
    private double _sum;
    private double _absoluteSum;
    private double _hoyerSum;
    private double _giniSum;

    public void Add(int rows, StepOutputs outputs)
    {
        var masks = outputs.OutputMasks(stepIndex);
        for (var row = 0; row < rows; row++)
            Add(outputs[stepIndex].Span.Slice(row * step.Stride, step.Size), masks, row);
    }

    /// <param name="rows">All the rows that were added.</param>
    public LayerSparsity Result(long rows)
    {
        var values = _rowsOfPlace.Sum() * _channels;
        var active = _activeRows.Sum();
        int[] units = [.. Enumerable.Range(0, step.Size).Where(unit => RowsOf(unit) > 0)];
        var histogram = new int[LayerSparsity.Bins];
        foreach (var unit in units)
            histogram[Math.Min(_activeRows[unit] * LayerSparsity.Bins / RowsOf(unit), LayerSparsity.Bins - 1)]++;
        return new LayerSparsity
        {
            LayerIndex = step.LayerIndex,
            Name = layerName,
            Units = step.Size,
            Shape = step.Shape.ToArray(),
            MeanActivation = Mean(_sum, values),
            MeanAbsoluteActivation = Mean(_absoluteSum, values),
            ZeroFraction = Mean(values - active, values),
            DeadUnits = units.Count(unit => _activeRows[unit] == 0),
            DeadChannels = _rowsOfPlace.Sum() == 0 ? 0 : Enumerable.Range(0, _channels).Count(IsDead),
            L0PerRow = (double)active / rows,
            HoyerSparsity = Mean(_hoyerSum, _rows),
            GiniIndex = Mean(_giniSum, _rows),
            ActivationFrequencies = [.. _activeRows.Select((count, unit) => Mean(count, RowsOf(unit)))],
            ActivationFrequencyHistogram = histogram,
        };
    }

    private void Add(ReadOnlySpan<float> activations, in RowMasks masks, int row)
    {
        var (active, counted) = (0, 0);
        for (var place = 0; place < _rowsOfPlace.Length; place++)
        {
            if (masks.Hide(row, place))
                continue;
            _rowsOfPlace[place]++;
            counted += _channels;
            for (var unit = place * _channels; unit < (place + 1) * _channels; unit++)
            {
                var activation = activations[unit];
                if (activation == 0)
                    continue;
                _sum += activation;
                _absoluteSum += Math.Abs(activation);
                _activeRows[unit]++;
                _magnitudes[active++] = Math.Abs(activation);
            }
        }

        if (counted == 0)
            return;
        _rows++;
        var magnitudes = _magnitudes.AsSpan(0, active);
        magnitudes.Sort();
        _hoyerSum += SparsityMeasures.Hoyer(magnitudes, counted);
        _giniSum += SparsityMeasures.Gini(magnitudes, counted);
    }

    private bool IsDead(int channel)
    {
        for (var unit = channel; unit < _activeRows.Length; unit += _channels)
        {
            if (_activeRows[unit] > 0)
                return false;
        }

        return true;
    }

    private long RowsOf(int unit) => _rowsOfPlace[unit / _channels];

    /// <summary>0 where all is masked.</summary>
    private static double Mean(double sum, long count) => count == 0 ? 0 : sum / count;
}
