using CsCheck;

namespace ActReg.MLNet.Tests;

[TestClass]
public unsafe class SparseRowsTests
{
    [TestMethod]
    public void ClearOthers_leaves_what_stands_where_there_are_entries() =>
        Gen.Select(Gen.Int[1, 9], Gen.Int[1, 40], Gen.Int[0, 9], Gen.Double[0, 1], Gen.Int).Sample(
            (rows, columns, gap, share, seed) =>
            {
                var random = new Random(seed);
                var width = AlignedBuffer.Pad(columns);
                var listed = new GuardedMatrix(rows, width).Fill((_, column) => column < columns && random.NextDouble() < share ? 1 : 0);
                var values = new GuardedMatrix(rows, width, gap).Fill((_, _) => 2);
                var memory = new AlignedBuffer(SparseRows.Length(rows, columns, rows * columns));
                var entries = new SparseRows(memory.Pointer, rows, columns, rows * columns);
                Assert.IsTrue(entries.TakeNonzeros(rows, listed.View));

                entries.ClearOthers(rows, values.View);

                for (var row = 0; row < rows; row++)
                {
                    for (var column = 0; column < width; column++)
                        Assert.AreEqual(2 * listed[row, column], values[row, column]);
                }

                values.AssertGuardsAreIntact();
                GC.KeepAlive(memory);
            },
            threads: 1);
}
