using System.Runtime.CompilerServices;

namespace ActReg.MLNet;

/// <summary>Gradients of what <see cref="ChannelProduct"/> computes.</summary>
internal static unsafe class ChannelGradient
{
    /// <summary>The floats that either needs room for.</summary>
    /// <param name="rows">The most rows at a time.</param>
    /// <param name="columns">The columns of the product.</param>
    /// <param name="depth">The columns of what is multiplied.</param>
    public static int RoomLength(int rows, int columns, int depth) =>
        Math.Max(ChannelProduct.RoomLength(rows, columns), ChannelProduct.RoomLength(rows, depth));

    /// <summary>Adds to the gradient by the kernel and to that by the bias, whose padding stays zero.</summary>
    /// <param name="rows">The rows of A and of the slopes.</param>
    /// <param name="columns">The columns of the slopes.</param>
    /// <param name="depth">The columns of A.</param>
    /// <param name="a">What was multiplied; any layout.</param>
    /// <param name="slopes">The gradient by the product; column stride 1.</param>
    /// <param name="kernelGradient">Its rows are padded to whole vectors; none where its start is null.</param>
    /// <param name="biasGradient">Padded alike.</param>
    /// <param name="room">As long as <see cref="RoomLength"/> says.</param>
    [MethodImpl(Compilation.AtOnce)]
    public static void Add(int rows, int columns, int depth, Matrix a, Matrix slopes, Matrix kernelGradient, float* biasGradient, float* room)
    {
        var padded = AlignedBuffer.Pad(columns);
        if (padded != columns)
        {
            // What follows the columns is another place's.
            for (var row = 0; row < rows; row++)
            {
                new ReadOnlySpan<float>(slopes.Start + row * slopes.Row, columns).CopyTo(new Span<float>(room + row * padded, columns));
                new Span<float>(room + row * padded + columns, padded - columns).Clear();
            }

            slopes = new Matrix(room, padded);
        }

        ColumnSums.Add(Tile.All(rows, padded), slopes, biasGradient);
        if (kernelGradient.Start != null)
            MatrixProduct.Add(depth, padded, rows, a.Transposed, slopes, kernelGradient);
    }

    /// <summary>Writes the gradient by what was multiplied.</summary>
    /// <param name="rows">The rows of both gradients.</param>
    /// <param name="columns">The columns of the slopes, and the rows of the transposed kernel.</param>
    /// <param name="depth">The columns that are wanted.</param>
    /// <param name="slopes">The gradient by the product.</param>
    /// <param name="transposedKernel">Its rows are padded to whole vectors.</param>
    /// <param name="gradient">Only its columns that are wanted are written.</param>
    /// <param name="room">As long as <see cref="RoomLength"/> says.</param>
    public static void Multiply(int rows, int columns, int depth, Matrix slopes, Matrix transposedKernel, Matrix gradient, float* room) =>
        ChannelProduct.Multiply(rows, depth, columns, slopes, transposedKernel, null, gradient, room);
}
