using Microsoft.ML.Data;

namespace ActReg.MLNet;

/// <summary>Compares what two networks put out for the same rows.</summary>
internal static class OutputDifference
{
    /// <summary>The largest absolute difference of an output; NaN where one of two outputs, but not both, is NaN.</summary>
    public static double Largest(NetworkScorer first, NetworkScorer second, IEnumerable<VBuffer<float>> data)
    {
        var (left, right) = (first.CreateBuffers(first.RowsAtATime), second.CreateBuffers(first.RowsAtATime));
        double largest = 0;
        foreach (var rows in BatchScoring.Run(data, (first, left), (second, right)))
            largest = Math.Max(largest, Largest(rows, first.Plan.OutputSize, left, right));
        return largest;
    }

    private static unsafe double Largest(int rows, int outputs, StepOutputs left, StepOutputs right)
    {
        double largest = 0;
        for (var row = 0; row < rows; row++)
        {
            var from = left.Result.Start + row * left.Result.Row;
            var to = right.Result.Start + row * right.Result.Row;
            for (var i = 0; i < outputs; i++)
            {
                // Two equal infinities differ by nothing, not by NaN.
                if (!from[i].Equals(to[i]))
                    largest = Math.Max(largest, Math.Abs((double)from[i] - to[i]));
            }
        }

        GC.KeepAlive(left);
        GC.KeepAlive(right);
        return largest;
    }
}
