namespace ActReg.MLNet;

/// <summary>Counts one step's outputs, batch by batch.</summary>
internal sealed class SparsityCounter(Step step, int stepIndex)
{
    private readonly bool[] _isAlive = new bool[step.Size];
    private double _sum;
    private long _zeros;

    public void Add(int rows, StepOutputs outputs)
    {
        for (var row = 0; row < rows; row++)
        {
            var activations = outputs[stepIndex].Span.Slice(row * step.Stride, step.Size);
            for (var unit = 0; unit < activations.Length; unit++)
            {
                _sum += activations[unit];
                if (activations[unit] == 0)
                    _zeros++;
                else
                    _isAlive[unit] = true;
            }
        }
    }

    /// <param name="rows">All the rows that were added.</param>
    public LayerSparsity Result(long rows) => new(
        step.LayerIndex, step.Size, _sum / rows / step.Size, (double)_zeros / rows / step.Size,
        (double)_isAlive.Count(alive => !alive) / step.Size);
}
