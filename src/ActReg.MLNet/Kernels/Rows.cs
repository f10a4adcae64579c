using System.Runtime.Intrinsics;

namespace ActReg.MLNet;

/// <summary>Small operations on the rows of a matrix.</summary>
internal static unsafe class Rows
{
    /// <summary>Writes the sum of a matrix's rows.</summary>
    /// <param name="rows">How many.</param>
    /// <param name="columns">Their length.</param>
    /// <param name="matrix">Column stride 1.</param>
    /// <param name="sum">Room for the columns.</param>
    public static void Sum(int rows, int columns, Matrix matrix, float* sum)
    {
        new Span<float>(sum, columns).Clear();
        for (var row = 0; row < rows; row++)
        {
            var from = matrix.Start + row * matrix.Row;
            var column = 0;
            for (; column + 8 <= columns; column += 8)
                (Vector256.Load(sum + column) + Vector256.Load(from + column)).Store(sum + column);
            for (; column < columns; column++)
                sum[column] += from[column];
        }
    }

    /// <summary>Sets to zero the columns from <paramref name="from"/> up to <paramref name="to"/>.</summary>
    public static void ClearColumns(int rows, Matrix matrix, int from, int to)
    {
        for (var row = 0; row < rows && from < to; row++)
            new Span<float>(matrix.Start + row * matrix.Row + from, to - from).Clear();
    }
}
