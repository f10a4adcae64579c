namespace ActReg.MLNet;

/// <summary>Adds up one step's outputs, batch by batch.</summary>
internal sealed class SparsityCounter(Step step, int stepIndex)
{
    private readonly long[] _activeRows = new long[step.Size];
    private readonly float[] _magnitudes = new float[step.Size];
    private double _sum;
    private double _absoluteSum;
    private double _hoyerSum;
    private double _giniSum;

    public void Add(int rows, StepOutputs outputs)
    {
        for (var row = 0; row < rows; row++)
            Add(outputs[stepIndex].Span.Slice(row * step.Stride, step.Size));
    }

    /// <param name="rows">All the rows that were added.</param>
    public LayerSparsity Result(long rows)
    {
        var values = (double)rows * step.Size;
        var active = _activeRows.Sum();
        var histogram = new int[LayerSparsity.Bins];
        foreach (var count in _activeRows)
            histogram[Math.Min(count * LayerSparsity.Bins / rows, LayerSparsity.Bins - 1)]++;
        return new LayerSparsity
        {
            LayerIndex = step.LayerIndex,
            Units = step.Size,
            Shape = step.Shape.ToArray(),
            MeanActivation = _sum / values,
            MeanAbsoluteActivation = _absoluteSum / values,
            ZeroFraction = (rows * step.Size - active) / values,
            DeadUnits = _activeRows.Count(count => count == 0),
            L0PerRow = (double)active / rows,
            HoyerSparsity = _hoyerSum / rows,
            GiniIndex = _giniSum / rows,
            ActivationFrequencies = [.. _activeRows.Select(count => (double)count / rows)],
            ActivationFrequencyHistogram = histogram,
        };
    }

    private void Add(ReadOnlySpan<float> activations)
    {
        var active = 0;
        for (var unit = 0; unit < activations.Length; unit++)
        {
            var activation = activations[unit];
            if (activation == 0)
                continue;
            _sum += activation;
            _absoluteSum += Math.Abs(activation);
            _activeRows[unit]++;
            _magnitudes[active++] = Math.Abs(activation);
        }

        var magnitudes = _magnitudes.AsSpan(0, active);
        magnitudes.Sort();
        _hoyerSum += SparsityMeasures.Hoyer(magnitudes, step.Size);
        _giniSum += SparsityMeasures.Gini(magnitudes, step.Size);
    }
}
