using CsCheck;

namespace ActReg.MLNet.Tests;

[TestClass]
public unsafe class RowProductTests
{
    private delegate void Product(int columns, int count, float* a, int* places, Matrix b, float* bias, float floor, float* c);

    [TestMethod]
    public void Equals_the_product_of_matrices_bit_for_bit() => AssertEqual(8, RowProduct.Multiply);

    /// <summary>Whatever the processor has; where it lacks these vectors they are computed in parts.</summary>
    [TestMethod]
    public void Every_width_of_vectors_gives_the_same()
    {
        AssertEqual(EightLanes.Count, RowProduct.Multiply<EightLanes>);
        AssertEqual(SixteenLanes.Count, RowProduct.Multiply<SixteenLanes>);
    }

    [TestMethod]
    public void Values_left_out_count_as_0() => Gen.Select(Gen.Int[1, 40], Gen.Int[0, 60], Gen.Int).Sample(
        (vectors, depth, seed) =>
        {
            var random = new Random(seed);
            var row = new GuardedMatrix(1, depth).Fill((_, _) => random.Next(3) == 0 ? Numbers.Next(random) : 0);
            var b = new GuardedMatrix(depth, 8 * vectors).Fill(random);
            var bias = new GuardedMatrix(1, 8 * vectors).Fill(random);
            var (all, some) = (new GuardedMatrix(1, 8 * vectors), new GuardedMatrix(1, 8 * vectors));
            int[] places = [.. Enumerable.Range(0, depth).Where(k => row[0, k] != 0)];
            float[] values = [.. places.Select(k => row[0, k])];

            MatrixProduct.Multiply(1, 8 * vectors, depth, row.View, b.View, bias.View.Start, all.View);
            fixed (int* at = places)
            {
                fixed (float* value = values)
                    RowProduct.Multiply(8 * vectors, values.Length, value, at, b.View, bias.View.Start, float.NegativeInfinity, some.View.Start);
            }

            Assert.IsTrue(all.Row(0).SequenceEqual(some.Row(0)));
            GC.KeepAlive(row);
        },
        iter: 200, threads: 1);

    [TestMethod]
    public void A_floor_rectifies_and_lets_what_is_not_a_number_through()
    {
        var a = new GuardedMatrix(1, 1).Fill((_, _) => 1);
        var b = new GuardedMatrix(1, 24).Fill((_, j) => j switch { 3 => float.NaN, 20 => float.NegativeInfinity, _ => 10 - j });
        var bias = new GuardedMatrix(1, 24).Fill((_, _) => 0);
        var c = new GuardedMatrix(1, 24);
        int[] places = [0];

        fixed (int* at = places)
            RowProduct.Multiply(24, 1, a.View.Start, at, b.View, bias.View.Start, 0, c.View.Start);

        for (var j = 0; j < 24; j++)
            Assert.AreEqual(j == 3 ? float.NaN : Math.Max(b[0, j], 0), c[0, j], $"column {j}");
        GC.KeepAlive(a);
        GC.KeepAlive(bias);
    }

    private static void AssertEqual(int lanes, Product multiply) =>
        Gen.Select(Gen.Int[lanes / 8, 40], Gen.Int[0, 60], Gen.Int[0, 9], Gen.Int).Sample(
            (vectors, depth, gap, seed) =>
            {
                var columns = 8 * vectors;
                var random = new Random(seed);
                var a = new GuardedMatrix(1, depth).Fill(random);
                var b = new GuardedMatrix(depth, columns, gap).Fill(random);
                var bias = new GuardedMatrix(1, columns).Fill(random);
                var (expected, result) = (new GuardedMatrix(1, columns), new GuardedMatrix(1, columns));
                int[] places = [.. Enumerable.Range(0, depth)];

                MatrixProduct.Multiply(1, columns, depth, a.View, b.View, bias.View.Start, expected.View);
                fixed (int* at = places)
                    multiply(columns, depth, a.View.Start, at, b.View, bias.View.Start, float.NegativeInfinity, result.View.Start);

                for (var j = 0; j < columns; j++)
                    Assert.AreEqual(Bits(expected[0, j]), Bits(result[0, j]), $"column {j}");
                a.AssertGuardsAreIntact();
                b.AssertGuardsAreIntact();
                bias.AssertGuardsAreIntact();
                result.AssertGuardsAreIntact();
            },
            iter: 200, threads: 1);

    private static int Bits(float value) => BitConverter.SingleToInt32Bits(value);
}
