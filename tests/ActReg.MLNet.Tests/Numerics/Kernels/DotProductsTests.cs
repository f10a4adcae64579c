using CsCheck;

namespace ActReg.MLNet.Tests;

[TestClass]
public unsafe class DotProductsTests
{
    /// <summary>Of floats; 32 partial sums, so that many roundings fewer.</summary>
    [TestMethod]
    public void Equals_a_double_loop_and_touches_nothing_around() =>
        AssertSums(DotProducts.Multiply, depth => (depth / 32 + 10) * Math.Pow(2, -24));

    /// <summary>One rounding to a float at the end, and hardly anything before.</summary>
    [TestMethod]
    public void In_double_precision_it_is_rounded_once() => AssertSums(DotProducts.MultiplyInDouble, _ => 1.001 * Math.Pow(2, -24));

    [TestMethod]
    public void One_row_gives_the_bits_that_it_gives_among_others() => Gen.Select(Gen.Int[1, 11], Gen.Int[1, 8], Gen.Int[0, 90], Gen.Int).Sample(
        (rows, columns, vectors, seed) =>
        {
            var depth = 8 * vectors;
            var random = new Random(seed);
            var a = new GuardedMatrix(rows, depth).Fill(random);
            var b = new GuardedMatrix(columns, depth).Fill(random);
            var bias = new GuardedMatrix(1, columns).Fill(random);
            var (together, alone) = (new GuardedMatrix(rows, columns), new GuardedMatrix(1, columns));
            double[] widened = [.. Enumerable.Range(0, columns).SelectMany(j => b.Row(j).ToArray()).Select(value => (double)value)];

            DotProducts.MultiplyInDouble(rows, columns, depth, a.View, b.View, bias.View.Start, together.View);

            for (var i = 0; i < rows; i++)
            {
                fixed (double* kernel = widened)
                    DotProducts.MultiplyRowInDouble(columns, depth, a.View.Start + i * a.View.Row, kernel, bias.View.Start, alone.View.Start);
                Assert.IsTrue(alone.Row(0).SequenceEqual(together.Row(i)), $"row {i}");
            }

            alone.AssertGuardsAreIntact();
            GC.KeepAlive(a);
            GC.KeepAlive(bias);
        },
        iter: 200, threads: 1);

    private delegate void Product(int rows, int columns, int depth, Matrix a, Matrix b, float* bias, Matrix c);

    private static void AssertSums(Product multiply, Func<int, double> tolerance) =>
        Gen.Select(Gen.Int[0, 40], Gen.Int[1, 8], Gen.Int[0, 90], Gen.Int[0, 9], Gen.Int).Sample(
            (rows, columns, vectors, gap, seed) =>
            {
                var depth = 8 * vectors;
                var random = new Random(seed);
                var a = new GuardedMatrix(rows, depth, gap).Fill(random);
                var b = new GuardedMatrix(columns, depth, gap).Fill(random);
                var bias = new GuardedMatrix(1, columns).Fill(random);
                var result = new GuardedMatrix(rows, columns, gap);

                multiply(rows, columns, depth, a.View, b.View, bias.View.Start, result.View);

                for (var i = 0; i < rows; i++)
                {
                    for (var j = 0; j < columns; j++)
                    {
                        double sum = bias[0, j], magnitude = Math.Abs(sum);
                        for (var k = 0; k < depth; k++)
                        {
                            sum += (double)a[i, k] * b[j, k];
                            magnitude += Math.Abs((double)a[i, k] * b[j, k]);
                        }

                        Assert.AreEqual(sum, result[i, j], magnitude * tolerance(depth), $"({i}, {j})");
                    }
                }

                bias.AssertGuardsAreIntact();
                result.AssertGuardsAreIntact();
            },
            iter: 200, threads: 1);
}
