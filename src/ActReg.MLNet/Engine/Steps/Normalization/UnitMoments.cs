using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace ActReg.MLNet;

/// <summary>The mean and biased variance of eight units over the rows of a batch; rows count by their weight.</summary>
internal readonly record struct UnitMoments(Vector256<float> Mean, Vector256<float> Variance)
{
    /// <param name="batch">The rows.</param>
    /// <param name="values">The matrix.</param>
    /// <param name="column">The first of the units.</param>
    [MethodImpl(Compilation.AtOnce)]
    public static unsafe UnitMoments Of(in Batch batch, Matrix values, int column)
    {
        var total = Vector256.Create((float)batch.Weight);
        var start = values.Start + column;
        // Around a value of the column: the mean of a constant is then that constant, whatever is rounded.
        var origin = Vector256.Load(start);
        var sum = Vector256<float>.Zero;
        for (var row = 0; row < batch.Rows; row++)
        {
            var difference = Vector256.Load(start + row * values.Row) - origin;
            sum = Vector256.MultiplyAddEstimate(difference, Vector256.Create(batch.WeightOf(row)), sum);
        }

        var mean = origin + sum / total;
        var squares = Vector256<float>.Zero;
        for (var row = 0; row < batch.Rows; row++)
        {
            var difference = Vector256.Load(start + row * values.Row) - mean;
            squares = Vector256.MultiplyAddEstimate(difference * difference, Vector256.Create(batch.WeightOf(row)), squares);
        }

        return new(mean, squares / total);
    }
}
