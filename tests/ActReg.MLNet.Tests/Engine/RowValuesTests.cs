using ActReg.MLNet.Tests.Testing;
using CsCheck;

namespace ActReg.MLNet.Tests;

[TestClass]
public sealed class RowValuesTests
{
    /// <summary>A chunk has 65,536 numbers: 8,192 rows of 7, one of 50,000 or of 70,000.</summary>
    private static readonly Gen<(int Width, int Rows)> Sizes = Gen.OneOf(
        Gen.Select(Gen.Int[1, 9], Gen.Int[0, 200]), Gen.Select(Gen.Const(7), Gen.Int[8100, 17000]),
        Gen.Select(Gen.OneOf(Gen.Const(50_000), Gen.Const(70_000)), Gen.Int[0, 4]));

    [TestMethod]
    public void Rows_stay_as_they_were_added() => Sizes.Sample(
        c =>
        {
            var rows = Numbered(c.Width, c.Rows);
            Assert.AreEqual((c.Width, c.Rows), (rows.Width, rows.Count));
            for (var row = 0; row < c.Rows; row++)
                Assert.AreEqual((row, (float)row, row + 0.5f), (row, rows[row][0], c.Width == 1 ? row + 0.5f : rows[row][^1]));
            TinyTraining.AreEqual(Enumerable.Range(0, c.Rows).SelectMany(row => Row(row, c.Width)), rows.ToArray());
        },
        iter: 60, threads: 1, seed: "0000KOIPe036");

    [TestMethod]
    public void A_copy_has_numbers_of_its_own() => Sizes.Sample(
        c =>
        {
            var rows = Numbered(c.Width, c.Rows);
            var copy = rows.Copy();
            TinyTraining.AreEqual(rows.ToArray(), copy.ToArray());
            for (var row = 0; row < c.Rows; row++)
                copy[row].Clear();
            TinyTraining.AreEqual(Numbered(c.Width, c.Rows).ToArray(), rows.ToArray());
        },
        iter: 20, threads: 1, seed: "0000KOIPe036");

    [TestMethod]
    public void An_array_is_used_as_it_is()
    {
        float[] values = [1, 2, 3, 4, 5, 6];
        var rows = new RowValues(3, values);
        rows[1][2] = 7;
        Assert.AreEqual((2, 7f), (rows.Count, values[^1]));
    }

    /// <summary>8 MB: a chunk takes 256 KiB, and the first ones are made while it is still small.</summary>
    [TestMethod]
    public void Adding_takes_hardly_more_memory_than_the_rows()
    {
        const int Width = 20, Rows = 100_000;
        const long Bytes = sizeof(float) * Width * Rows, Chunk = 1 << 18;
        var rows = new RowValues(Width);
        Assert.IsLessThan(Bytes + 4 * Chunk, Allocations.Once(() =>
        {
            for (var row = 0; row < Rows; row++)
                rows.Add();
        }));
    }

    private static RowValues Numbered(int width, int count)
    {
        var rows = new RowValues(width);
        Fill(rows, count);
        return rows;
    }

    private static void Fill(RowValues rows, int count)
    {
        for (var row = 0; row < count; row++)
            Row(row, rows.Width).CopyTo(rows.Add());
    }

    private static float[] Row(int row, int width)
    {
        var values = new float[width];
        values[^1] = row + 0.5f;
        values[0] = row;
        return values;
    }
}
