using CsCheck;

namespace ActReg.MLNet.Tests;

[TestClass]
public unsafe class RowsTests
{
    private static readonly Gen<(int Rows, int Columns, int Gap, int Seed)> Cases =
        Gen.Select(Gen.Int[0, 70], Gen.Int[1, 70], Gen.Int[0, 9], Gen.Int);

    [TestMethod]
    public void Sum_equals_a_double_loop() => Cases.Sample(
        c =>
        {
            var matrix = new GuardedMatrix(c.Rows, c.Columns, c.Gap).Fill(new Random(c.Seed));
            var sum = new GuardedMatrix(1, c.Columns);

            Rows.Sum(c.Rows, c.Columns, matrix.View, sum.View.Start);

            for (var j = 0; j < c.Columns; j++)
                Assert.AreEqual(Enumerable.Range(0, c.Rows).Sum(i => (double)matrix[i, j]), sum[0, j], c.Rows * c.Rows * Math.Pow(2, -24));
            sum.AssertGuardsAreIntact();
        },
        threads: 1);

    [TestMethod]
    public void Transpose_puts_each_element_in_its_place() => Cases.Sample(
        c =>
        {
            var matrix = new GuardedMatrix(c.Rows, c.Columns, c.Gap).Fill(new Random(c.Seed));
            var transposed = new GuardedMatrix(c.Columns, c.Rows, c.Gap);

            Rows.Transpose(c.Rows, c.Columns, matrix.View, transposed.View);

            for (var i = 0; i < c.Rows; i++)
            {
                for (var j = 0; j < c.Columns; j++)
                    Assert.AreEqual(matrix[i, j], transposed[j, i]);
            }

            transposed.AssertGuardsAreIntact();
        },
        threads: 1);

    [TestMethod]
    public void ClearColumns_clears_those_columns_only() => Cases.Sample(
        c =>
        {
            var random = new Random(c.Seed);
            var from = random.Next(c.Columns + 1);
            var to = random.Next(c.Columns + 1);
            var matrix = new GuardedMatrix(c.Rows, c.Columns, c.Gap).Fill((_, _) => 1);

            Rows.ClearColumns(c.Rows, matrix.View, from, to);

            for (var i = 0; i < c.Rows; i++)
            {
                for (var j = 0; j < c.Columns; j++)
                    Assert.AreEqual(j >= from && j < to ? 0f : 1f, matrix[i, j]);
            }

            matrix.AssertGuardsAreIntact();
        },
        threads: 1);
}
