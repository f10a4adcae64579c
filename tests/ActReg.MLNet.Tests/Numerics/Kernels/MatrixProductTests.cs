using CsCheck;

namespace ActReg.MLNet.Tests;

[TestClass]
public unsafe class MatrixProductTests
{
    /// <summary>The largest error of a chain of that many roundings, relative to the sum of magnitudes.</summary>
    private static double Tolerance(int depth) => (depth + 2) * Math.Pow(2, -24);

    private static readonly Gen<int> Rows = Gen.OneOf(Gen.Int[0, 40], Gen.Int[22, 26], Gen.Int[46, 50]);

    private static readonly Gen<int> Columns = Gen.Int[1, 9].Select(vectors => 8 * vectors);

    // Around the sizes where packing and its blocks begin.
    private static readonly Gen<int> Depth =
        Gen.OneOf(Gen.Int[0, 40], Gen.Int[126, 130], Gen.Int[318, 322], Gen.Int[638, 642], Gen.Int[0, 700]);

    private static readonly Gen<(int Rows, int Columns, int Depth, bool Transposed, bool Bias, int Gap, int Seed)> Cases =
        Gen.Select(Rows, Columns, Depth, Gen.Bool, Gen.Bool, Gen.Int[0, 9], Gen.Int);

    [TestMethod]
    public void Equals_a_double_loop_and_touches_nothing_around() => Cases.Sample(
        c =>
        {
            var random = new Random(c.Seed);
            var left = Left(c.Rows, c.Depth, c.Transposed, c.Gap, random);
            var a = c.Transposed ? left.View.Transposed : left.View;
            var b = new GuardedMatrix(c.Depth, c.Columns, c.Gap).Fill(random);
            var bias = new GuardedMatrix(1, c.Columns).Fill(random);
            var result = new GuardedMatrix(c.Rows, c.Columns, c.Gap);

            MatrixProduct.Multiply(c.Rows, c.Columns, c.Depth, a, b.View, c.Bias ? bias.View.Start : null, result.View);

            for (var i = 0; i < c.Rows; i++)
            {
                for (var j = 0; j < c.Columns; j++)
                {
                    double sum = c.Bias ? bias[0, j] : 0;
                    var magnitude = Math.Abs(sum);
                    for (var k = 0; k < c.Depth; k++)
                    {
                        var term = (double)a.Start[i * a.Row + k * a.Column] * b[k, j];
                        sum += term;
                        magnitude += Math.Abs(term);
                    }

                    Assert.AreEqual(sum, result[i, j], magnitude * Tolerance(c.Depth), $"({i}, {j})");
                }
            }

            left.AssertGuardsAreIntact();
            b.AssertGuardsAreIntact();
            bias.AssertGuardsAreIntact();
            result.AssertGuardsAreIntact();
        },
        iter: 150, threads: 1);

    /// <summary>From what is there, the same chains of fused multiply-adds as from a bias of it.</summary>
    [TestMethod]
    public void Added_to_what_is_there_a_row_has_the_bits_of_one_that_begins_with_it() => Cases.Sample(
        c =>
        {
            var random = new Random(c.Seed);
            var left = Left(c.Rows, c.Depth, c.Transposed, c.Gap, random);
            var a = c.Transposed ? left.View.Transposed : left.View;
            var b = new GuardedMatrix(c.Depth, c.Columns, c.Gap).Fill(random);
            var sum = new GuardedMatrix(c.Rows, c.Columns, c.Gap).Fill(random);
            var before = sum.ToArray();
            var bias = new GuardedMatrix(1, c.Columns);
            var alone = new GuardedMatrix(1, c.Columns);

            MatrixProduct.Add(c.Rows, c.Columns, c.Depth, a, b.View, sum.View);

            for (var i = 0; i < c.Rows; i++)
            {
                bias.Fill((_, column) => before[i][column]);
                MatrixProduct.Multiply(
                    1, c.Columns, c.Depth, new Matrix(a.Start + i * a.Row, a.Row, a.Column), b.View, bias.View.Start, alone.View);
                Assert.IsTrue(alone.Row(0).SequenceEqual(sum.Row(i)), $"row {i}");
            }

            sum.AssertGuardsAreIntact();
            GC.KeepAlive(left);
            GC.KeepAlive(b);
            GC.KeepAlive(bias);
        },
        iter: 100, threads: 1);

    [TestMethod]
    public void A_row_does_not_depend_on_the_rows_computed_with_it() => Cases.Sample(
        c =>
        {
            var random = new Random(c.Seed);
            var left = Left(c.Rows, c.Depth, c.Transposed, c.Gap, random);
            var a = c.Transposed ? left.View.Transposed : left.View;
            var b = new GuardedMatrix(c.Depth, c.Columns, c.Gap).Fill(random);
            var bias = new GuardedMatrix(1, c.Columns).Fill(random);
            var together = new GuardedMatrix(c.Rows, c.Columns);
            var alone = new GuardedMatrix(1, c.Columns);

            MatrixProduct.Multiply(c.Rows, c.Columns, c.Depth, a, b.View, c.Bias ? bias.View.Start : null, together.View);

            for (var i = 0; i < c.Rows; i++)
            {
                var row = new Matrix(a.Start + i * a.Row, a.Row, a.Column);
                MatrixProduct.Multiply(1, c.Columns, c.Depth, row, b.View, c.Bias ? bias.View.Start : null, alone.View);
                Assert.IsTrue(alone.Row(0).SequenceEqual(together.Row(i)), $"row {i}");
            }

            GC.KeepAlive(left);
            GC.KeepAlive(b);
            GC.KeepAlive(bias);
        },
        iter: 60, threads: 1);

    [TestMethod]
    public void Every_element_is_complete_when_its_tile_is_told_of_and_told_of_once() => Cases.Sample(
        c =>
        {
            var random = new Random(c.Seed);
            var left = Left(c.Rows, c.Depth, c.Transposed, c.Gap, random);
            var a = c.Transposed ? left.View.Transposed : left.View;
            var b = new GuardedMatrix(c.Depth, c.Columns, c.Gap).Fill(random);
            var expected = new GuardedMatrix(c.Rows, c.Columns, c.Gap);
            var result = new GuardedMatrix(c.Rows, c.Columns, c.Gap);
            MatrixProduct.Multiply(c.Rows, c.Columns, c.Depth, a, b.View, null, expected.View);

            var told = new GuardedMatrix(c.Rows, c.Columns).Fill((_, _) => 0);
            var recorder = new Recorder(result, told);
            MatrixProduct.Multiply(c.Rows, c.Columns, c.Depth, a, b.View, null, result.View, ref recorder);

            for (var i = 0; i < c.Rows; i++)
            {
                for (var j = 0; j < c.Columns; j++)
                {
                    Assert.AreEqual(1f, told[i, j], $"({i}, {j}) was told of that often");
                    Assert.AreEqual(-expected[i, j], result[i, j], $"({i}, {j})");
                }
            }

            GC.KeepAlive(left);
            GC.KeepAlive(b);
            result.AssertGuardsAreIntact();
        },
        iter: 60, threads: 1);

    /// <summary>Turns the sign of what it is told of, which shows whether it is complete by then.</summary>
    private readonly struct Recorder(GuardedMatrix result, GuardedMatrix told) : ITileEpilogue
    {
        public void Apply(Tile tile)
        {
            for (var i = tile.Row; i < tile.Row + tile.Rows; i++)
            {
                for (var j = tile.Column; j < tile.Column + tile.Columns; j++)
                {
                    result[i, j] = -result[i, j];
                    told[i, j]++;
                }
            }
        }
    }

    /// <summary>An operand stored either way round.</summary>
    private static GuardedMatrix Left(int rows, int depth, bool transposed, int gap, Random random) =>
        (transposed ? new GuardedMatrix(depth, rows, gap) : new GuardedMatrix(rows, depth, gap)).Fill(random);
}
