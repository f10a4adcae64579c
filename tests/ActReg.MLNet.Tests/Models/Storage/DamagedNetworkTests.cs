using System.Buffers.Binary;
using System.Text;
using ActReg.MLNet.Tests.Testing;

namespace ActReg.MLNet.Tests;

/// <summary>A stored network that is not whole is refused as such: quickly, in little memory, and never by accident.</summary>
[TestClass]
public sealed class DamagedNetworkTests
{
    private const long MostMemory = 4 << 20;
    private static readonly byte[] Stored = Store();

    [TestMethod]
    public void An_undamaged_one_is_read()
    {
        var network = Read(Stored);
        Assert.AreEqual(2, network.Plan.InputSize);
        TinyTraining.AreEqual(Stored, Store(network));
    }

    [TestMethod]
    public void Truncated_anywhere()
    {
        for (var length = 0; length < Stored.Length; length++)
            Refused(Stored[..length], $"cut to {length} bytes");
    }

    [TestMethod]
    public void With_any_bit_flipped()
    {
        for (var bit = 0; bit < 8 * Stored.Length; bit++)
        {
            var damaged = Stored.ToArray();
            damaged[bit / 8] ^= (byte)(1 << (bit % 8));
            Refused(damaged, $"bit {bit} flipped");
        }
    }

    [TestMethod]
    [DataRow(-1L)]
    [DataRow(long.MinValue)]
    [DataRow(long.MaxValue)]
    [DataRow((long)int.MaxValue)]
    [DataRow(2_000_000_000L)]
    [DataRow(0L)]
    public void With_an_absurd_length(long length)
    {
        var damaged = Stored.ToArray();
        BinaryPrimitives.WriteInt64LittleEndian(damaged.AsSpan(sizeof(int)), length);
        Refused(damaged, $"length {length}");
    }

    [TestMethod]
    [DataRow(-1)]
    [DataRow(int.MinValue)]
    [DataRow(int.MaxValue)]
    [DataRow(0)]
    public void With_an_absurd_length_of_its_description_and_a_right_checksum(int length)
    {
        var content = Content();
        BinaryPrimitives.WriteInt32LittleEndian(content, length);
        Refused(Seal(content), $"description of {length} bytes");
    }

    [TestMethod]
    [DataRow(0, "The stored network is damaged, or is something else.")]
    [DataRow(3, "stored in format version 3")]
    [DataRow(int.MaxValue, "The stored network is damaged, or is something else.")]
    public void Of_another_format_version(int version, string message)
    {
        var other = Stored.ToArray();
        BinaryPrimitives.WriteInt32LittleEndian(other, version);
        Assert.Contains(message, Refused(other, $"version {version}").Message);
    }

    /// <summary>Descriptions that no version of ours writes, each under a right checksum.</summary>
    [TestMethod]
    [DataRow("\"inputSize\":2", "\"inputSize\":2000000000")]
    [DataRow("\"inputSize\":2", "\"inputSize\":-2")]
    [DataRow("\"inputSize\":2", "\"inputSize\":0")]
    [DataRow("\"inputSize\":2", "\"inputSize\":2e40")]
    [DataRow("\"inputSize\":2", "\"inputSize\":null")]
    [DataRow("\"inputSize\":2", "\"inputSize\":2,\"inputSize\":2")]
    [DataRow("\"inputSize\":2", "\"more\":2")]
    [DataRow("\"units\":3", "\"units\":2000000000")]
    [DataRow("\"units\":3", "\"units\":2147483647")]
    [DataRow("\"units\":3", "\"units\":-1")]
    [DataRow("\"units\":3", "\"units\":0")]
    [DataRow("\"units\":3", "\"units\":4")]
    [DataRow("\"epochs\":2,\"columns", "\"epochs\":2000000000,\"columns")]
    [DataRow("\"epochs\":2,\"columns", "\"epochs\":-2,\"columns")]
    [DataRow("\"epochs\":2,\"columns", "\"epochs\":1,\"columns")]
    [DataRow("\"layer\":\"dense\"", "\"layer\":\"transformer\"")]
    [DataRow("\"layer\":\"dense\"", "\"layer\":7")]
    [DataRow("\"layer\":\"dense\",", "")]
    [DataRow("\"function\":\"tanh\"", "\"function\":\"mosh\"")]
    [DataRow("\"regularizer\":\"l1l2\"", "\"regularizer\":\"l0\"")]
    [DataRow("\"reduction\":\"batchMean\"", "\"reduction\":\"batchMedian\"")]
    [DataRow("\"reduction\":\"batchMean\"", "\"reduction\":1")]
    [DataRow("\"l1Strength\":0.25", "\"l1Strength\":-1")]
    [DataRow("\"l1Strength\":0.25", "\"l1Strength\":1e999")]
    [DataRow("\"l1Strength\":0.25", "\"l1Strength\":\"NaN\"")]
    [DataRow("\"engine\":\"fused\"", "\"engine\":\"quantum\"")]
    [DataRow("\"batchSize\":16", "\"batchSize\":0")]
    [DataRow("\"batchSize\":16", "\"batchSize\":16,\"momentum\":0.5")]
    [DataRow("\"seed\":5", "\"seed\":5000000000")]
    [DataRow("\"layers\":[", "\"layers\":[null,")]
    [DataRow("\"layers\":[", "\"layers\":[[],")]
    [DataRow("\"layers\":[", "\"layers\":{},\"x\":[")]
    [DataRow("\"inputSize\":2", "\"inputSize\":2\u0000")]
    [DataRow("\"features\":{\"isNormalized\":false}", "\"features\":null")]
    [DataRow("\"features\":{\"isNormalized\":false}", "\"features\":{\"isNormalized\":false,\"slotNames\":[\"a\"]}")]
    [DataRow("\"features\":{\"isNormalized\":false}", "\"features\":{\"isNormalized\":false,\"slotNames\":[\"a\",null]}")]
    [DataRow("\"label\":{\"isNormalized\":false}", "\"label\":{\"isNormalized\":false,\"keyValues\":[\"a\",\"b\"]}")]
    [DataRow("\"label\":{\"isNormalized\":false}", "\"label\":{\"isNormalized\":false,\"keyValues\":[null]}")]
    public void With_a_description_that_is_wrong(string old, string replacement)
    {
        var description = Description();
        Assert.Contains(old, description);
        Refused(Seal(WithDescription(description.Replace(old, replacement, StringComparison.Ordinal))), replacement);
    }

    [TestMethod]
    [DataRow("null")]
    [DataRow("[]")]
    [DataRow("{}")]
    [DataRow("")]
    [DataRow("\u00ff")]
    [DataRow("{\"inputSize\":2,\"layers\":[],\"settings\":null,\"epochs\":2}")]
    public void With_a_description_of_something_else(string description) => Refused(Seal(WithDescription(description)), description);

    [TestMethod]
    public void With_a_description_nested_without_end() =>
        Refused(Seal(WithDescription(Description().Replace("\"layers\":", "\"layers\":" + new string('[', 100_000), StringComparison.Ordinal))), "nested");

    /// <summary>Its root would be no number, and so would every score.</summary>
    [TestMethod]
    public void With_a_negative_variance()
    {
        WeightTensor[] weights =
        [
            new("gamma", [1], [1]), new("beta", [1], [0]), new("mean", [1], [-1]), new("variance", [1], [0]),
            new("kernel", [1, 1], [1]), new("bias", [1], [0]),
        ];
        var network = new TrainedNetwork(NetworkPlanner.Plan(1, [Layer.BatchNorm(), Layer.Dense(1)]), weights, [], Trainings.Settings());
        Read(Store(network));
        weights[3].Values[0] = -1e-6f;
        Assert.AreEqual(
            "The stored network is damaged: batch_normalization/moving_variance is negative.", Refused(Store(network), "variance").Message);
    }

    /// <summary>The checksum keeps chance out; this is what someone could make who means harm.</summary>
    [TestMethod]
    public void With_any_byte_of_its_description_changed_under_a_right_checksum()
    {
        var random = new Random(1);
        var length = Encoding.UTF8.GetByteCount(Description());
        for (var i = 0; i < 1000; i++)
        {
            var content = Content();
            content[sizeof(int) + random.Next(length)] = (byte)random.Next(256);
            ReadOrRefused(Seal(content), $"change {i}");
        }
    }

    /// <summary>Some changes leave a network, another one; what matters is how the others fail.</summary>
    private static void ReadOrRefused(byte[] stored, string what)
    {
        try
        {
            Measured(stored);
        }
        catch (FormatException)
        {
        }
        catch (Exception e)
        {
            Assert.Fail($"{what}: {e}");
        }
    }

    private static FormatException Refused(byte[] stored, string what)
    {
        try
        {
            Measured(stored);
        }
        catch (FormatException e)
        {
            return e;
        }
        catch (Exception e)
        {
            throw new AssertFailedException($"{what}: {e}");
        }

        throw new AssertFailedException($"{what}: was read");
    }

    private static void Measured(byte[] stored)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        try
        {
            Read(stored);
        }
        finally
        {
            var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
            Assert.IsLessThan(MostMemory + (4 * stored.Length), allocated, "bytes allocated");
        }
    }

    private static TrainedNetwork Read(byte[] stored) => NetworkFile.Read(new MemoryStream(stored));

    private static byte[] Store(TrainedNetwork network)
    {
        using var stream = new MemoryStream();
        NetworkFile.Write(network, stream);
        return stream.ToArray();
    }

    private static byte[] Store()
    {
        var options = TinyTraining.Options();
        options.Layers = [Layer.Dense(3, Activation.Tanh, ActivityRegularizer.L1(0.25f))];
        options.Epochs = 2;
        return Store(TinyTraining.Fit(options).Network().ToTrainedNetwork());
    }

    private static byte[] Content() => StoredContent.Of(Stored);

    private static string Description() => StoredContent.Description(Content());

    private static byte[] WithDescription(string description) => StoredContent.WithDescription(Content(), description);

    private static byte[] Seal(byte[] content) => StoredContent.Seal(content, NetworkFile.CurrentVersion);
}
