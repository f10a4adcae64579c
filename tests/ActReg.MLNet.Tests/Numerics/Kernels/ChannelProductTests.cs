using CsCheck;

namespace ActReg.MLNet.Tests;

[TestClass]
public unsafe class ChannelProductTests
{
    [TestMethod]
    public void Equals_the_padded_product_without_its_padding() =>
        Gen.Select(Gen.Int[1, 30], Gen.Int[1, 33], Gen.Int[1, 40], Gen.Int[0, 9], Gen.Int).Sample(
            (rows, columns, depth, gap, seed) =>
            {
                var random = new Random(seed);
                var padded = AlignedBuffer.Pad(columns);
                var a = new GuardedMatrix(rows, depth, gap).Fill(random);
                var b = new GuardedMatrix(depth, padded).Fill(random);
                var bias = new GuardedMatrix(1, padded).Fill(random);
                var result = new GuardedMatrix(rows, columns, gap);
                var room = new GuardedMatrix(1, ChannelProduct.RoomLength(rows, columns));

                ChannelProduct.Multiply(rows, columns, depth, a.View, b.View, bias.View.Start, result.View, room.View.Start);

                for (var i = 0; i < rows; i++)
                {
                    for (var j = 0; j < columns; j++)
                    {
                        var sum = bias[0, j] + Enumerable.Range(0, depth).Sum(k => (double)a[i, k] * b[k, j]);
                        Assert.AreEqual(sum, result[i, j], (depth + 1) * (depth + 2) * Math.Pow(2, -24), $"({i}, {j})");
                    }
                }

                a.AssertGuardsAreIntact();
                room.AssertGuardsAreIntact();
                result.AssertGuardsAreIntact();
            },
            iter: 200, threads: 1);

    [TestMethod]
    public void Room_is_needed_where_columns_are_no_whole_vectors()
    {
        Assert.AreEqual(0, ChannelProduct.RoomLength(5, 16));
        Assert.AreEqual(5 * 24, ChannelProduct.RoomLength(5, 17));
        Assert.ThrowsExactly<OverflowException>(() => ChannelProduct.RoomLength(int.MaxValue / 8, 9));
    }
}
