using CsCheck;

namespace ActReg.MLNet.Tests;

[TestClass]
public unsafe class TranspositionTests
{
    [TestMethod]
    public void Puts_each_element_in_its_place_and_zeros_behind_each_row() =>
        Gen.Select(Gen.Int[0, 40], Gen.Int[1, 40], Gen.Int[0, 9], Gen.Int).Sample(
            (rows, columns, gap, seed) =>
            {
                // Rows hold whole vectors, whose padding may be anything.
                var matrix = new GuardedMatrix(rows, AlignedBuffer.Pad(columns), gap).Fill(new Random(seed));
                var transposed = new GuardedMatrix(columns, AlignedBuffer.Pad(rows), gap);

                Transposition.Run(rows, columns, matrix.View, transposed.View);

                for (var i = 0; i < AlignedBuffer.Pad(rows); i++)
                {
                    for (var j = 0; j < columns; j++)
                        Assert.AreEqual(i < rows ? matrix[i, j] : 0, transposed[j, i]);
                }

                transposed.AssertGuardsAreIntact();
                GC.KeepAlive(matrix);
            },
            threads: 1);
}
