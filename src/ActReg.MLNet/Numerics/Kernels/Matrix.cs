namespace ActReg.MLNet;

/// <summary>A matrix in memory: element (i, j) is at <c>Start[i * Row + j * Column]</c>.</summary>
internal readonly unsafe struct Matrix(float* start, nint row, nint column = 1)
{
    public float* Start { get; } = start;

    public nint Row { get; } = row;

    public nint Column { get; } = column;

    /// <summary>Where a tile begins.</summary>
    public float* At(Tile tile) => Start + tile.Row * Row + tile.Column * Column;

    /// <summary>From a row on.</summary>
    public Matrix From(int row) => new(Start + row * Row, Row, Column);

    public Matrix Transposed => new(Start, Column, Row);
}
