using CsCheck;

namespace ActReg.MLNet.Tests;

/// <summary>What is summed up over a tile: columns, penalties, zeros.</summary>
[TestClass]
public unsafe class TileSumTests
{
    private static readonly Gen<(int Rows, int Columns, int Gap, bool IsWeighted, int Seed)> Cases =
        Gen.Select(Gen.Int[1, 70], Gen.Int[1, 7].Select(vectors => 8 * vectors), Gen.Int[0, 9], Gen.Bool, Gen.Int);

    [TestMethod]
    public void Column_sums_are_added_to_what_was_there() => Cases.Sample(
        c =>
        {
            var random = new Random(c.Seed);
            var tile = Tiles.Random(c.Rows, c.Columns, random);
            var matrix = new GuardedMatrix(c.Rows, c.Columns, c.Gap).Fill(random);
            var sums = new GuardedMatrix(1, c.Columns).Fill((_, _) => 2);

            ColumnSums.Add(tile, matrix.View, sums.View.Start);

            for (var j = 0; j < c.Columns; j++)
            {
                var own = Enumerable.Range(0, c.Rows).Where(i => Tiles.Has(tile, i, j)).Sum(i => (double)matrix[i, j]);
                Assert.AreEqual(2 + own, sums[0, j], (c.Rows + 2) * (c.Rows + 2) * Math.Pow(2, -24));
            }

            sums.AssertGuardsAreIntact();
            GC.KeepAlive(matrix);
        },
        threads: 1);

    /// <summary>Of values beside others, which are not counted and get no slope.</summary>
    [TestMethod]
    public void Penalties_and_differences_of_values_without_padding_are_the_formulas() => Gen.Select(Gen.Int[0, 40], Gen.Int).Sample(
        (count, seed) =>
        {
            var random = new Random(seed);
            GuardedMatrix values = Fill(), others = Fill(), slopes = new GuardedMatrix(1, count).Fill((_, _) => 2), differences = new GuardedMatrix(1, count).Fill((_, _) => 2);
            var tolerance = 1e-5 * (1 + count);
            var numbers = Enumerable.Range(0, count).Select(i => (Value: (double)values[0, i], Other: (double)others[0, i])).ToArray();

            Assert.AreEqual(numbers.Sum(n => 0.5 * Math.Abs(n.Value) + 3 * n.Value * n.Value), L1L2Sum.Of(count, values.View.Start, 0.5f, 3), tolerance);
            Assert.AreEqual(numbers.Sum(n => n.Value * n.Value), Differences.SquareSum(count, values.View.Start, null), tolerance);
            Assert.AreEqual(numbers.Sum(n => Math.Pow(n.Value - n.Other, 2)), Differences.SquareSum(count, values.View.Start, others.View.Start), tolerance);
            L1L2Sum.AddGradient(count, values.View.Start, 0.5f, 3, slopes.View.Start);
            Differences.AddMultiple(count, 3, values.View.Start, others.View.Start, differences.View.Start);
            for (var i = 0; i < count; i++)
            {
                Assert.AreEqual(2 + 0.5 * Math.Sign(numbers[i].Value) + 6 * numbers[i].Value, slopes[0, i], 1e-5);
                Assert.AreEqual(2 + 3 * (numbers[i].Value - numbers[i].Other), differences[0, i], 1e-5);
            }

            slopes.AssertGuardsAreIntact();
            differences.AssertGuardsAreIntact();
            GC.KeepAlive(values);
            GC.KeepAlive(others);

            GuardedMatrix Fill() => new GuardedMatrix(1, count).Fill((_, _) => random.Next(5) == 0 ? 0 : Numbers.Next(random));
        },
        iter: 200, threads: 1);

    [TestMethod]
    public void Narrow_column_sums_need_no_padding() =>
        Gen.Select(Gen.Int[0, 40], Gen.Int[1, 7], Gen.Int[0, 9], Gen.Int).Sample(
            (rows, columns, gap, seed) =>
            {
                var matrix = new GuardedMatrix(rows, columns, gap).Fill(new Random(seed));
                // A guard plus a guard would be a guard: one sum more.
                var sums = new GuardedMatrix(1, columns + 1).Fill((_, _) => 2);

                ColumnSums.AddNarrow(rows, columns, matrix.View, sums.View.Start);

                for (var j = 0; j < columns; j++)
                {
                    var expected = 2 + Enumerable.Range(0, rows).Sum(i => (double)matrix[i, j]);
                    Assert.AreEqual(expected, sums[0, j], (rows + 2) * (rows + 2) * Math.Pow(2, -24));
                }

                Assert.AreEqual(2f, sums[0, columns]);
                sums.AssertGuardsAreIntact();
                GC.KeepAlive(matrix);
            },
            threads: 1);

    [TestMethod]
    public void Penalties_zeros_and_gradients_equal_a_double_loop() => Cases.Sample(
        c =>
        {
            var random = new Random(c.Seed);
            var tile = Tiles.Random(c.Rows, c.Columns, random);
            var values = new GuardedMatrix(c.Rows, c.Columns, c.Gap)
                .Fill((_, _) => random.Next(3) == 0 ? 0 : Numbers.Next(random));
            var gradient = new GuardedMatrix(c.Rows, c.Columns, c.Gap).Fill((_, _) => 2);
            float[] weights = [.. Enumerable.Range(0, c.Rows).Select(_ => c.IsWeighted ? (float)random.NextDouble() : 1)];
            const float L1 = 0.3f, L2 = 0.7f;
            double penalty, zeros;
            fixed (float* pinned = weights)
            {
                var given = c.IsWeighted ? pinned : null;
                penalty = L1L2Sum.Of(tile, values.View, L1, L2, given);
                zeros = ZeroCount.Of(tile, values.View, given);
                L1L2Sum.AddGradient(tile, values.View, L1, L2, given, gradient.View);
            }

            double expectedPenalty = 0, expectedZeros = 0;
            for (var i = 0; i < c.Rows; i++)
            {
                for (var j = 0; j < c.Columns; j++)
                {
                    double value = values[i, j], own = 0;
                    if (Tiles.Has(tile, i, j))
                    {
                        expectedPenalty += weights[i] * (L1 * Math.Abs(value) + L2 * value * value);
                        expectedZeros += value == 0 ? weights[i] : 0;
                        own = weights[i] * (L1 * Math.Sign(value) + 2 * L2 * value);
                    }

                    Assert.AreEqual(2 + own, gradient[i, j], 1e-6 * (2 + Math.Abs(own)), $"({i}, {j})");
                }
            }

            Assert.AreEqual(expectedPenalty, penalty, 3e-6 * (1 + expectedPenalty));
            Assert.AreEqual(expectedZeros, zeros, 3e-6 * (1 + expectedZeros));
            values.AssertGuardsAreIntact();
            gradient.AssertGuardsAreIntact();
        },
        threads: 1);
}
