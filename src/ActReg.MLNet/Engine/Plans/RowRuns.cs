namespace ActReg.MLNet;

/// <summary>
/// Steps that follow one another and go row by row through feature maps: a few rows at a time go through all of them, so that what one puts out
/// is in the cache for the next.
/// </summary>
internal sealed class RowRuns
{
    /// <summary>The values that all steps of a run put out at a time: a part of what a processor core has for itself.</summary>
    private const int MostValues = 1 << 17;

    private readonly (int First, int End, int Rows)[] _runs;

    /// <param name="steps">All steps of a network.</param>
    public RowRuns(IReadOnlyList<Step> steps)
    {
        _runs = new (int, int, int)[steps.Count];
        for (int first = 0, end; first < steps.Count; first = end)
        {
            for (end = first; end < steps.Count && Goes(steps[end]); end++)
            {
            }

            end = Math.Max(end, first + 1);
            var values = steps.Take(first..end).Sum(step => (long)step.Stride);
            Array.Fill(_runs, (first, end, (int)Math.Max(1, MostValues / values)), first, end - first);
        }
    }

    /// <summary>The first step of the run that a step is in; by itself, this one.</summary>
    public int First(int step) => _runs[step].First;

    /// <summary>What follows the last step of the run that a step is in.</summary>
    public int End(int step) => _runs[step].End;

    /// <summary>Whether a step is the last of its run, or by itself.</summary>
    public bool IsLast(int step) => End(step) == step + 1;

    /// <summary>The rows that go through that run at a time.</summary>
    public int RowsAtATime(int step) => _runs[step].Rows;

    private static bool Goes(Step step) => step.GoesByRow && (step.Penalty is null or { IsElementwise: true });
}
