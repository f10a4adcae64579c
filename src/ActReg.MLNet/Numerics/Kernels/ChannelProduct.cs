using System.Runtime.CompilerServices;

namespace ActReg.MLNet;

/// <summary>Products whose results are rows without padding, one after the other, such as a feature map's channels.</summary>
internal static unsafe class ChannelProduct
{
    /// <summary>The floats that <see cref="Multiply"/> needs room for.</summary>
    public static int RoomLength(int rows, int columns) => IsWhole(columns) ? 0 : checked(rows * AlignedBuffer.Pad(columns));

    /// <summary><c>C = A B + bias</c>.</summary>
    /// <param name="rows">The rows of A and C.</param>
    /// <param name="columns">The columns of C that are wanted.</param>
    /// <param name="depth">The columns of A and rows of B.</param>
    /// <param name="a">Any layout.</param>
    /// <param name="b">Its rows are padded to whole vectors.</param>
    /// <param name="bias">Padded alike.</param>
    /// <param name="c">Only its columns that are wanted are written.</param>
    /// <param name="room">As long as <see cref="RoomLength"/> says.</param>
    [MethodImpl(Compilation.AtOnce)]
    public static void Multiply(int rows, int columns, int depth, Matrix a, Matrix b, float* bias, Matrix c, float* room)
    {
        if (IsWhole(columns))
        {
            MatrixProduct.Multiply(rows, columns, depth, a, b, bias, c);
            return;
        }

        var padded = AlignedBuffer.Pad(columns);
        MatrixProduct.Multiply(rows, padded, depth, a, b, bias, new Matrix(room, padded));
        for (var row = 0; row < rows; row++)
            new ReadOnlySpan<float>(room + row * padded, columns).CopyTo(new Span<float>(c.Start + row * c.Row, columns));
    }

    private static bool IsWhole(int columns) => AlignedBuffer.Pad(columns) == columns;
}
