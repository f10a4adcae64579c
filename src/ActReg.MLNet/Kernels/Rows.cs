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
        var column = 0;
        for (; column + 8 <= columns; column += 8)
        {
            var total = Vector256<float>.Zero;
            for (var row = 0; row < rows; row++)
                total += Vector256.Load(matrix.Start + row * matrix.Row + column);
            total.Store(sum + column);
        }

        for (; column < columns; column++)
        {
            var total = 0f;
            for (var row = 0; row < rows; row++)
                total += matrix.Start[row * matrix.Row + column];
            sum[column] = total;
        }
    }

    /// <summary>Sets to zero the columns from <paramref name="from"/> up to <paramref name="to"/>.</summary>
    public static void ClearColumns(int rows, Matrix matrix, int from, int to)
    {
        for (var row = 0; row < rows && from < to; row++)
            new Span<float>(matrix.Start + row * matrix.Row + from, to - from).Clear();
    }

    /// <summary>Writes the transpose of a matrix of these rows and columns; column stride 1 in both.</summary>
    public static void Transpose(int rows, int columns, Matrix from, Matrix to)
    {
        const int Block = 16;
        for (var firstRow = 0; firstRow < rows; firstRow += Block)
        {
            var lastRow = Math.Min(firstRow + Block, rows);
            for (var column = 0; column < columns; column++)
            {
                for (var row = firstRow; row < lastRow; row++)
                    to.Start[column * to.Row + row] = from.Start[row * from.Row + column];
            }
        }
    }
}
