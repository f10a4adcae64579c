using System.Buffers.Binary;
using ActReg.MLNet.Tests.Testing;

namespace ActReg.MLNet.Tests;

/// <summary>What a file claims costs little before it is refused, and a refusal is short, whatever its checksum.</summary>
[TestClass]
public sealed class StorageBoundsTests
{
    private const long MostMemory = 64 << 20;
    private const int MostCharacters = 600;
    private static readonly byte[] Content = StoredContent.Of(StoredNetworks.Store(StoredNetworks.All[0]));

    /// <summary>Descriptions within the bound on their length, each costly in another way, by what is at fault.</summary>
    public static IEnumerable<object[]> Costly =>
    [
        ["\"layer\":\"layerNorm\"", $"\"layer\":\"{new string('x', 4_190_000)}\"", "unrecognized type discriminator"],
        ["\"layer\":\"layerNorm\"", $"\"{new string('x', 4_190_000)}\":1,\"layer\":\"layerNorm\"", "must specify a type discriminator"],
        ["\"layers\":[", $"\"layers\":[{Repeat("{\"layer\":\"flatten\"},", 200_000)}", "received 200008"],
        ["\"layers\":[", $"\"layers\":[{Repeat("null,", 800_000)}", "incomplete"],
        ["\"optimizer\":{", $"\"classWeights\":{{\"classWeights\":\"given\",\"weights\":[1{Repeat(",1", 2_000_000)}]}},\"optimizer\":[{{", "$.settings.optimizer"],
        ["\"optimizer\":{", $"\"classWeights\":{{\"classWeights\":\"given\",\"weights\":[0{Repeat(",0", 2_000_000)}]}},\"optimizer\":{{", "must have one above 0"],
        ["\"inputSize\":6", $"\"inputSize\":6,\"inputShape\":[1{Repeat(",1", 2_000_000)}]", "inputShape must be [features]"],
        ["\"engine\":\"fused\"", $"\"engine\":\"{new string('f', 4_190_000)}\"", "$.settings.engine"],
        ["\"rate\":0.5", $"\"rate\":1{new string('0', 4_190_000)}", "rate must be at least 0"],
    ];

    [TestMethod]
    [DynamicData(nameof(Costly))]
    public void A_costly_description(string old, string replacement, string reason)
    {
        var description = StoredContent.Description(Content);
        Assert.Contains(old, description);
        var stored = StoredContent.Seal(StoredContent.WithDescription(Content, description.Replace(old, replacement, StringComparison.Ordinal)), 2);
        Assert.Contains(reason, Refused(new MemoryStream(stored), MostMemory));
    }

    [TestMethod]
    public void A_description_longer_than_one_can_be()
    {
        using var stored = new MemoryStream(StoredContent.Seal(StoredContent.Prefixed(new string('x', 9_000_000)), 2));
        Assert.AreEqual(
            "The stored network's description is wrong: layers and options must take at most 8388608 bytes in a model file; received 9000000.",
            Refused(stored, 2 << 20));
    }

    /// <summary>Two megabytes when zipped.</summary>
    [TestMethod]
    public void Two_gigabytes_of_zeros()
    {
        using var stream = new ZeroStream(2_000_000_044);
        stream.Begin(2, 2_000_000_000);
        Assert.StartsWith("The stored network's description cannot be read: ", Refused(stream, 4 << 20));
        Assert.IsLessThan(4 << 20, stream.BytesRead);
    }

    [TestMethod]
    [DataRow(2_000_000_001L)]
    [DataRow(long.MaxValue)]
    public void A_length_that_the_stream_does_not_have(long length)
    {
        using var stream = new ZeroStream(2_000_000_044);
        stream.Begin(2, length);
        Assert.AreEqual("The stored network is truncated.", Refused(stream, 1 << 20));
        Assert.AreEqual(12, stream.BytesRead);
    }

    /// <summary>In the first version nothing is stored of single layers, and nothing is kept of them for each epoch.</summary>
    [TestMethod]
    public void Many_epochs_of_many_penalized_layers()
    {
        const int Epochs = 20_000;
        Layer[] layers = [.. Enumerable.Repeat(Layer.Flatten(), 2000), Layer.Dense(1)];
        var network = Networks.Random(1, layers, new Random(1)) with { Settings = Trainings.Settings(Epochs) };
        var description = NetworkDescription.Of(network).ToJson();
        var text = System.Text.Encoding.UTF8.GetString(description)
            .Replace("{\"layer\":\"flatten\",\"activityRegularizer\":null}", "{\"layer\":\"dropout\",\"rate\":0,\"activityRegularizer\":"
                + "{\"regularizer\":\"l1l2\",\"l1Strength\":1,\"l2Strength\":0,\"reduction\":\"batchMean\"}}", StringComparison.Ordinal)
            .Replace("\"epochs\":0", $"\"epochs\":{Epochs}", StringComparison.Ordinal);
        byte[] content = [.. StoredContent.Prefixed(text), .. new byte[Epochs * 7 * sizeof(double) + 2 * sizeof(float)]];
        TrainedNetwork? read = null;
        var allocated = Allocated(() => read = NetworkFile.Read(new MemoryStream(StoredContent.Seal(content, 1))));
        Assert.HasCount(2000, read!.History[^1].Activities);
        Assert.IsLessThan(MostMemory, allocated);
    }

    /// <summary>Weights that the stream would have, were it as long as its header says.</summary>
    [TestMethod]
    public void Weights_that_are_not_there()
    {
        var text = System.Text.Encoding.UTF8.GetString(NetworkDescription.Of(Networks.Random(1, [Layer.Dense(1)], new Random(1))).ToJson())
            .Replace("\"units\":1,", "\"units\":200000000,", StringComparison.Ordinal);
        Assert.Contains("200000000", text);
        var start = StoredContent.Prefixed(text);
        var stored = StoredContent.Seal([.. start, .. new byte[100]], 2);
        BinaryPrimitives.WriteInt64LittleEndian(stored.AsSpan(sizeof(int)), start.Length + 2L * 200_000_000 * sizeof(float));
        Assert.AreEqual("The stored network is truncated.", Refused(new MemoryStream(stored), 1 << 20));
    }

    [TestMethod]
    public void What_cannot_be_read_again_is_not_written()
    {
        var settings = Trainings.Settings() with { ClassWeights = ClassWeights.Of([.. Enumerable.Repeat(0.123456f, 1_000_000)]) };
        var network = Networks.Random(1, [Layer.Dense(1)], new Random(1)) with { Settings = settings };
        var error = Assert.ThrowsExactly<InvalidOperationException>(() => NetworkFile.Write(network, Stream.Null));
        Assert.StartsWith("layers and options must take at most 8388608 bytes in a model file; received ", error.Message);
    }

    private static string Repeat(string text, int count) => string.Concat(Enumerable.Repeat(text, count));

    private static string Refused(Stream stored, long mostMemory)
    {
        FormatException? error = null;
        var allocated = Allocated(() => error = Assert.ThrowsExactly<FormatException>(() => NetworkFile.Read(stored)));
        Assert.IsLessThan(mostMemory, allocated, "bytes allocated");
        Assert.IsLessThan(MostCharacters, error!.Message.Length);
        Assert.IsNull(error.InnerException);
        return error.Message;
    }

    private static long Allocated(Action action)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        action();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
