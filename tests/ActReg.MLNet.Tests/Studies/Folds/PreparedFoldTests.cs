namespace ActReg.MLNet.Tests.Studies.Folds;

[TestClass]
public sealed class PreparedFoldTests
{
    private static readonly PreparedRows Some = new(2, [1, 2, 3, 4], new FeatureMarks(true, [1, 2])) { Labels = [0, 1], ClassCount = 2, Weights = [1, 2], Groups = [7, 9] };

    private static readonly PreparedFold Fold = PreparedFold.Of(Some, Some);

    /// <summary>What trials see is in the name: journals know rows by it.</summary>
    [TestMethod]
    public void Its_name_tells_it_from_all_others()
    {
        PreparedRows[] others =
        [
            Some with { Labels = [1, 1] }, Some with { Weights = [1, 3] }, Some with { Groups = [7, 7] }, Some with { Weights = null }, Some with { Groups = null },
            Some with { Categories = [new(0, 2)] }, Some with { Categories = [new(1, 1)] },
            new(2, [1, 2, 3, 5], Some.Marks) { Labels = [0, 1], ClassCount = 2, Weights = [1, 2], Groups = [7, 9] },
        ];
        string[] names = [Fold.Name, .. others.SelectMany(other => new[] { PreparedFold.Of(other, Some with { Categories = other.Categories }).Name, PreparedFold.Of(Some with { Categories = other.Categories }, other).Name })];
        // Of categories both sides have the same.
        Assert.HasCount(1 + 2 * others.Length - 2, names.Distinct().ToArray());
        Assert.AreEqual(Fold.Name, PreparedFold.Of(Some with { }, Some).Name);
    }

    [TestMethod]
    public void It_is_read_as_it_was_written_and_nothing_behind_it()
    {
        using var stream = new MemoryStream();
        Fold.Write(stream);
        stream.Write("more"u8);
        stream.Position = 0;
        var read = PreparedFold.Read(stream);
        Assert.AreEqual(4, stream.Length - stream.Position);
        Assert.AreEqual(Fold.Name, read.Name);
        foreach (var rows in (PreparedRows[])[read.Train, read.Evaluation])
        {
            CollectionAssert.AreEqual(Some.Features, rows.Features);
            CollectionAssert.AreEqual(Some.Labels, rows.Labels);
            CollectionAssert.AreEqual(Some.Weights, rows.Weights);
            CollectionAssert.AreEqual(Some.Groups, rows.Groups);
            Assert.AreEqual((2, true, "1, 2"), (rows.ClassCount, rows.Marks.IsNormalized, string.Join(", ", rows.Marks.Dimensions!)));
        }

        var unlabeled = PreparedFold.Of(new(1, [5], new(false)), new(1, [6], new(false)));
        stream.SetLength(0);
        unlabeled.Write(stream);
        stream.Position = 0;
        Assert.AreEqual(unlabeled.Name, PreparedFold.Read(stream).Name);
    }

    /// <summary>Those without are as they were before there were any, so that earlier versions read them.</summary>
    [TestMethod]
    public void Blocks_of_categories_are_kept()
    {
        var some = Some with { Categories = [new(0, 1), new(1, 1)] };
        var fold = PreparedFold.Of(some, some);
        using var stream = new MemoryStream();
        fold.Write(stream);
        stream.Position = 0;
        var read = PreparedFold.Read(stream);
        Assert.AreEqual(fold.Name, read.Name);
        TinyTraining.AreEqual(some.Categories, read.Train.Categories);
        TinyTraining.AreEqual(some.Categories, read.Evaluation.Categories);
        TinyTraining.AreEqual(some.Categories, read.Train.Select([1]).Categories);
        Assert.IsTrue(stream.ToArray().AsSpan().StartsWith("ActReg.MLNet fold 2\n"u8));
        AssertDamagedIsRefused(fold);

        stream.SetLength(0);
        Fold.Write(stream);
        Assert.IsTrue(stream.ToArray().AsSpan().StartsWith("ActReg.MLNet fold 1\n"u8));
        Assert.AreEqual(
            "test data: the features column must have the data's blocks of categories, [[0, 1), [1, 2)]; received [].",
            Assert.ThrowsExactly<ArgumentException>(() => PreparedFold.Of(some, Some)).Message);
    }

    /// <summary>More rows than are read at a time.</summary>
    [TestMethod]
    public void A_large_one_is_read_in_parts()
    {
        float[] features = [.. Enumerable.Range(0, 5 << 19).Select(i => (float)i)];
        var fold = PreparedFold.Of(new(1, features, new(false)), new(1, [6], new(false)));
        using var stream = new MemoryStream();
        fold.Write(stream);
        stream.Position = 0;
        CollectionAssert.AreEqual(features, PreparedFold.Read(stream).Train.Features);
    }

    /// <summary>Every bit turned, and every length that is too short.</summary>
    [TestMethod]
    public void A_damaged_one_is_refused()
    {
        var whole = AssertDamagedIsRefused(Fold);
        Assert.AreEqual("The bytes are no fold of a study.", Assert.Throws<FormatException>(() => PreparedFold.Read(new MemoryStream())).Message);
        Assert.AreEqual("The fold is damaged: it is truncated.", Assert.Throws<FormatException>(() => PreparedFold.Read(new MemoryStream(whole[..^1]))).Message);
        whole[^1] ^= 1;
        Assert.AreEqual("The fold is damaged: its checksum does not match.", Assert.Throws<FormatException>(() => PreparedFold.Read(new MemoryStream(whole))).Message);
    }

    private static byte[] AssertDamagedIsRefused(PreparedFold fold)
    {
        using var stream = new MemoryStream();
        fold.Write(stream);
        var whole = stream.ToArray();
        for (var i = 0; i < whole.Length; i++)
        {
            var damaged = (byte[])whole.Clone();
            damaged[i] ^= 1;
            Assert.Throws<FormatException>(() => PreparedFold.Read(new MemoryStream(damaged)), $"byte {i}");
            damaged[i] ^= 0x81;
            Assert.Throws<FormatException>(() => PreparedFold.Read(new MemoryStream(damaged)), $"byte {i}");
            Assert.Throws<FormatException>(() => PreparedFold.Read(new MemoryStream(whole[..i])), $"{i} bytes");
        }

        return whole;
    }
}
