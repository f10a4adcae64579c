namespace ActReg.MLNet.Tests;

/// <summary>Tiles to test with.</summary>
internal static class Tiles
{
    /// <summary>Some tile, perhaps empty, of a matrix of these rows and columns.</summary>
    public static Tile Random(int rows, int columns, Random random)
    {
        var row = random.Next(rows + 1);
        var vector = random.Next(columns / 8);
        return new Tile(row, random.Next(rows - row + 1), 8 * vector, 8 * random.Next(1, columns / 8 - vector + 1));
    }

    public static bool Has(Tile tile, int row, int column) =>
        row >= tile.Row && row < tile.Row + tile.Rows && column >= tile.Column && column < tile.Column + tile.Columns;
}
