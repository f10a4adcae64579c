namespace ActReg.MLNet;

/// <summary>Some rows and columns of a matrix.</summary>
/// <param name="Row">The first row.</param>
/// <param name="Rows">How many.</param>
/// <param name="Column">The first column, a multiple of 8.</param>
/// <param name="Columns">How many, a multiple of 8.</param>
internal readonly record struct Tile(int Row, int Rows, int Column, int Columns)
{
    /// <summary>A whole matrix.</summary>
    public static Tile All(int rows, int columns) => new(0, rows, 0, columns);
}
