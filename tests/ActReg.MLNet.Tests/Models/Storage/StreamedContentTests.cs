using ActReg.MLNet.Tests.Testing;
using CsCheck;

namespace ActReg.MLNet.Tests;

/// <summary>Content is written and read some bytes at a time, and however many these are, the file is the same.</summary>
[TestClass]
public sealed class StreamedContentTests
{
    private static readonly int[] PartLengths = [8, 9, 13, 64, 1000, ChecksummedContent.PartLength];

    /// <summary>The format of the first model is an older one, which is not written any more.</summary>
    [TestMethod]
    public void A_golden_model_is_written_as_it_was()
    {
        var golden = GoldenEntries.Network(GoldenEntries.Models.Single(file => file.EndsWith("v2.zip", StringComparison.Ordinal)));
        foreach (var partLength in PartLengths)
        {
            using var stream = new MemoryStream(golden);
            var network = ChecksummedContent.Read(
                stream, NetworkFile.CurrentVersion, "network",
                (reader, version) => NetworkContent.Take(reader, reader.Remaining, version), partLength);
            TinyTraining.AreEqual(golden, Written(new NetworkContent(network), NetworkFile.CurrentVersion, partLength), $"{partLength} at a time");
        }
    }

    [TestMethod]
    public void Golden_checkpoints_are_written_as_they_were()
    {
        foreach (var golden in Goldens)
        {
            foreach (var partLength in PartLengths)
            {
                var checkpoint = Read(golden, partLength);
                TinyTraining.AreEqual(golden, Written(new CheckpointContent(checkpoint), 1, partLength), $"{partLength} at a time");
            }
        }
    }

    /// <summary>What is stored of arrays of 2 GiB and more.</summary>
    [TestMethod]
    [DataRow(0)]
    [DataRow(100)]
    [DataRow(1000)]
    public void Lengths_above_a_limit_are_long_ones(int most)
    {
        foreach (var golden in Goldens)
        {
            var written = Written(new CheckpointContent(Read(golden, 64), most), 1, 64);
            Assert.IsGreaterThan(golden.Length, written.Length);
            TinyTraining.AreEqual(golden, Written(new CheckpointContent(Read(written, 64)), 1, 64));
        }
    }

    [TestMethod]
    public void Any_values_in_any_parts() => Gen.Select(Gen.Int[8, 40], Gen.Int[8, 40], Gen.Int[0, 30].List[0, 12]).Sample(
        (writtenAtATime, readAtATime, counts) =>
        {
            var stored = Written(new Counted(counts), 1, writtenAtATime);
            using var stream = new MemoryStream([.. stored, 1, 2, 3]);
            ChecksummedContent.Read(
                stream, 1, "network",
                (reader, _) =>
                {
                    foreach (var count in counts)
                        Check(reader, count);
                    return 0;
                },
                readAtATime);
            Assert.AreEqual(stored.Length, stream.Position, "what follows is left alone");
        }, seed: "0000KOIPe036", threads: 1);

    /// <summary>2.4 GB of weights, which share their memory.</summary>
    [TestMethod]
    public void A_network_above_two_gigabytes_has_a_length()
    {
        Layer[] layers = [.. Enumerable.Repeat(Layer.Dense(1000), 600)];
        var plan = NetworkPlanner.Plan(1000, layers);
        var values = new float[1000 * 1000];
        WeightTensor[] weights =
            [.. plan.Weights.Select(place => new WeightTensor(place.Name, place.Shape, place.Count == 1000 ? new float[1000] : values))];
        var content = new NetworkContent(new TrainedNetwork(plan, weights, [], Trainings.Settings()));
        var description = NetworkDescription.Of(new TrainedNetwork(plan, weights, [], Trainings.Settings())).ToJson().Length;
        Assert.AreEqual(4 + description + 600L * 1001 * 1000 * 4, ContentLength.Of(content));
    }

    [TestMethod]
    public void Writing_and_reading_take_no_more_memory_than_a_part()
    {
        var network = Networks.Random(1000, [Layer.Dense(1000), Layer.Dense(1)], new Random(1));
        using var stream = new MemoryStream(5_000_000);
        var written = Allocated(() => NetworkFile.Write(network, stream));
        Assert.IsLessThan(1_200_000, written, "bytes to write 4 MB");
        stream.Position = 0;
        Assert.IsLessThan(4_100_000 + 1_200_000, Allocated(() => NetworkFile.Read(stream)), "bytes to read 4 MB, the weights among them");
    }

    private static void Check(ContentReader reader, int count)
    {
        Assert.AreEqual(count, reader.TakeInt32());
        TinyTraining.AreEqual(Enumerable.Range(0, count).Select(i => (byte)i), reader.TakeBytes(count));
        var values = new float[count];
        reader.Take(values);
        TinyTraining.AreEqual(Enumerable.Range(0, count).Select(i => i / 3f), values);
        for (var i = 0; i < count; i++)
            Assert.AreEqual(i / 3.0, reader.TakeDouble());
        Assert.AreEqual(-count, reader.TakeInt64());
    }

    /// <summary>The dense one as it is; in the other, properties of convolutions come in an order that they had before.</summary>
    private static IEnumerable<byte[]> Goldens => GoldenEntries.Checkpoints.Select(file =>
    {
        var stored = File.ReadAllBytes(file);
        return Path.GetFileName(file).StartsWith("dense", StringComparison.Ordinal) ? stored : Written(new CheckpointContent(Read(stored, 64)), 1, 64);
    });

    private static Checkpoint Read(byte[] stored, int partLength) => ChecksummedContent.Read(
        new MemoryStream(stored), 1, "checkpoint", (reader, _) => CheckpointContent.Take(reader), partLength);

    private static byte[] Written(IStoredContent content, int version, int partLength)
    {
        using var stream = new MemoryStream();
        ChecksummedContent.Write(stream, version, content, partLength);
        Assert.AreEqual(stream.Length, StoredContent.HeaderLength + ContentLength.Of(content) + 32);
        return stream.ToArray();
    }

    private static long Allocated(Action action)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        action();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private sealed class Counted(IReadOnlyList<int> counts) : IStoredContent
    {
        public void WriteTo(IContentWriter writer)
        {
            foreach (var count in counts)
            {
                writer.Write(count);
                writer.Write([.. Enumerable.Range(0, count).Select(i => (byte)i)]);
                writer.Write([.. Enumerable.Range(0, count).Select(i => i / 3f)]);
                writer.Write([.. Enumerable.Range(0, count).Select(i => i / 3.0)]);
                writer.Write(-(long)count);
            }
        }
    }
}
