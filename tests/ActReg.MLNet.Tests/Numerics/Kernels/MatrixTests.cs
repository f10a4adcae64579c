namespace ActReg.MLNet.Tests;

[TestClass]
public unsafe class MatrixTests
{
    [TestMethod]
    public void A_tile_begins_at_its_row_and_column_whichever_way_the_matrix_lies()
    {
        var values = new GuardedMatrix(rows: 7, columns: 5, gap: 2).Fill((i, j) => 10 * i + j);
        Assert.AreEqual(43f, *values.View.At(new Tile(4, 1, 3, 1)));
        Assert.AreEqual(43f, *values.View.Transposed.At(new Tile(3, 1, 4, 1)));
        Assert.AreEqual(43f, values.View.From(4).Start[3]);
        Assert.AreEqual(63f, values.View.From(4).At(new Tile(2, 1, 3, 1))[0]);
        GC.KeepAlive(values);
    }
}
