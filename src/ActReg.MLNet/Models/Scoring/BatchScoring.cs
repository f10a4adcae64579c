using Microsoft.ML.Data;

namespace ActReg.MLNet;

/// <summary>Runs networks over rows, some at a time.</summary>
internal static class BatchScoring
{
    /// <summary>Computes every step's output for every row, by networks that take the same features.</summary>
    /// <param name="data">The rows' features, all finite; each is used before the next is asked for.</param>
    /// <param name="networks">Each network with buffers for as many rows as the others'.</param>
    /// <returns>The number of rows whose outputs now stand in the buffers, until the next is asked for.</returns>
    /// <exception cref="ArgumentException">There is no row.</exception>
    public static IEnumerable<int> Run(
        IEnumerable<VBuffer<float>> data, params IReadOnlyList<(NetworkScorer Scorer, StepOutputs Buffers)> networks)
    {
        var any = false;
        var rows = 0;
        var rowsAtATime = networks[0].Buffers.Capacity;
        foreach (var features in data)
        {
            any = true;
            foreach (var (_, buffers) in networks)
                features.CopyTo(buffers.Input.Span[(rows * buffers.InputStride)..]);
            if (++rows == rowsAtATime)
            {
                Run(rows, networks);
                yield return rows;
                rows = 0;
            }
        }

        if (!any)
            throw new ArgumentException("data must have a row whose features are all finite; it has none.", nameof(data));
        if (rows > 0)
        {
            Run(rows, networks);
            yield return rows;
        }
    }

    private static void Run(int rows, IReadOnlyList<(NetworkScorer Scorer, StepOutputs Buffers)> networks)
    {
        foreach (var (scorer, buffers) in networks)
            scorer.Run(rows, buffers);
    }
}
