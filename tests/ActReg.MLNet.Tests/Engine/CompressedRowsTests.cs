using CsCheck;

namespace ActReg.MLNet.Tests;

[TestClass]
public sealed class CompressedRowsTests
{
    [TestMethod]
    public void Rows_are_what_they_were_with_their_zeros() => Gen.Select(Gen.Int[1, 300], Gen.Int[0, 400], Gen.Double[0, 40], Gen.Int).Sample(
        (width, count, nonzeros, seed) =>
        {
            var set = TrainingSets.Sparse(new Random(seed), count, width, nonzeros);
            var rows = (CompressedRows)set.Compress().Features;
            Assert.AreEqual((width, count), (rows.Width, rows.Count));
            TinyTraining.AreEqual(set.Features.ToArray(), rows.ToArray());
            TinyTraining.AreEqual(set.Features.ToArray(), rows.ToRowValues().ToArray());
            Assert.AreEqual(set.Features.ToArray().Count(value => value != 0), rows.NumberCount);
            Assert.AreEqual(8 * rows.NumberCount + 12 * count, rows.Bytes);
        },
        iter: 40, threads: 1);

    [TestMethod]
    public void A_row_may_be_longer_than_a_chunk()
    {
        var rows = new CompressedRows(100_000);
        foreach (var count in new[] { 3, 70_000, 0, 5 })
        {
            rows.Add(count, out var places, out var values);
            for (var i = 0; i < count; i++)
                (places[i], values[i]) = (i, count + i);
        }

        Assert.AreEqual((70_000, 139_999f), (rows.Nonzeros(1).Count, rows.Nonzeros(1).Values[^1]));
        Assert.AreEqual((0, 5f), (rows.Nonzeros(2).Count, rows.Row(3)[0]));
    }

    /// <summary>A checkpoint is of its rows, some of which may be set aside.</summary>
    [TestMethod]
    public void Other_rows_have_another_checksum()
    {
        var set = TrainingSets.Sparse(new Random(1), 10, 50, 4).Compress();
        var other = TrainingSets.Sparse(new Random(2), 10, 50, 4).Compress();
        Assert.AreEqual(new MemoryRows(set).Fingerprint, new MemoryRows(set, set.AllRows()).Fingerprint);
        string[] fingerprints =
        [
            new MemoryRows(set).Fingerprint, new MemoryRows(set with { Features = other.Features }).Fingerprint,
            new MemoryRows(set, [0, 1, 2]).Fingerprint, new MemoryRows(set, [0, 1, 3]).Fingerprint,
        ];
        Assert.HasCount(4, fingerprints.Distinct().ToArray());
    }

    /// <summary>Zeros that are left out count for what features are warned of.</summary>
    [TestMethod]
    public void Ranges_have_zeros_in_them()
    {
        var set = TrainingSets.Sparse(new Random(1), 30, 20, 12);
        for (var row = 0; row < 30; row++)
            (set.Features.InPlace(row)[4], set.Features.InPlace(row)[5]) = (2 + row, row % 3 == 0 ? 0 : -2 - row);
        FeatureRanges expected = new MemoryRows(set).SummarizeFeatures(), found = new MemoryRows(set.Compress()).SummarizeFeatures();
        for (var feature = 0; feature < 20; feature++)
            Assert.AreEqual(expected[feature], found[feature]);
        Assert.AreEqual((2f, 31f), found[4]);
        Assert.AreEqual((-31f, 0f), found[5]);
        TinyTraining.AreEqual(expected.OffScale(), found.OffScale());
        TinyTraining.AreEqual(expected.OutOfProportion(found), found.OutOfProportion(expected));
    }

    [TestMethod]
    public void Loose_rows_change_places()
    {
        LooseRows one = new(10, 3), other = new(10, 2);
        Fill(one, 0, 5, 7);
        Fill(other, 1, 2);
        one.Exchange(0, other, 1);
        TinyTraining.AreEqual([2], one.Nonzeros(0).Places.ToArray());
        TinyTraining.AreEqual([5, 7], other.Nonzeros(1).Places.ToArray());
        Assert.AreEqual(0, one.Nonzeros(2).Count);
        one.Exchange(0, one, 0);
        Fill(one, 0, 1, 2, 3);
        TinyTraining.AreEqual([0f, 1, 2, 3, 0, 0, 0, 0, 0, 0], one.Row(0).ToArray());
    }

    private static void Fill(LooseRows rows, int row, params int[] places)
    {
        rows.Fill(row, places.Length, out var filled, out var values);
        places.CopyTo(filled);
        for (var i = 0; i < places.Length; i++)
            values[i] = places[i];
    }
}
