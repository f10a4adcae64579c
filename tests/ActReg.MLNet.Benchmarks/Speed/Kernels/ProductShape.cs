namespace ActReg.MLNet.Benchmarks.Speed.Kernels;

/// <summary>A product of two matrices, [rows, depth] and [depth, columns].</summary>
/// <param name="Rows">Of the left and the result.</param>
/// <param name="Columns">Of the right and the result.</param>
/// <param name="Depth">The terms of each sum.</param>
/// <param name="IsLeftTransposed">Whether the left one is stored column by column.</param>
internal sealed record ProductShape(int Rows, int Columns, int Depth, bool IsLeftTransposed = false)
{
    /// <summary>Multiplications and additions.</summary>
    public double Operations => 2.0 * Rows * Columns * Depth;
}
