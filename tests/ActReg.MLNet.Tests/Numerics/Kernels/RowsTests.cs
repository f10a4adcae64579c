using CsCheck;

namespace ActReg.MLNet.Tests;

[TestClass]
public unsafe class RowsTests
{
    [TestMethod]
    public void ClearColumns_clears_a_tile_from_a_column_on() =>
        Gen.Select(Gen.Int[1, 20], Gen.Int[1, 5], Gen.Int[0, 50], Gen.Int[0, 9], Gen.Int).Sample(
            (rows, vectors, from, gap, seed) =>
            {
                var random = new Random(seed);
                var tile = Tiles.Random(rows, 8 * vectors, random);
                var matrix = new GuardedMatrix(rows, 8 * vectors, gap).Fill((_, _) => 1);

                Rows.ClearColumns(tile, from, matrix.View);

                for (var i = 0; i < rows; i++)
                {
                    for (var j = 0; j < 8 * vectors; j++)
                        Assert.AreEqual(Tiles.Has(tile, i, j) && j >= from ? 0f : 1f, matrix[i, j]);
                }

                matrix.AssertGuardsAreIntact();
            },
            threads: 1);

    [TestMethod]
    public void Copy_copies_the_first_columns() => Gen.Select(Gen.Int[1, 9], Gen.Int[1, 20], Gen.Int[0, 9], Gen.Int).Sample(
        (rows, columns, more, seed) =>
        {
            var from = new GuardedMatrix(rows, columns + more, 3).Fill(new Random(seed));
            var to = new GuardedMatrix(rows, columns + more, 1).Fill((_, _) => 7);

            Rows.Copy(rows, columns, from.View, to.View);

            for (var i = 0; i < rows; i++)
            {
                for (var j = 0; j < columns + more; j++)
                    Assert.AreEqual(j < columns ? from[i, j] : 7, to[i, j]);
            }

            to.AssertGuardsAreIntact();
            GC.KeepAlive(from);
        },
        threads: 1);
}
