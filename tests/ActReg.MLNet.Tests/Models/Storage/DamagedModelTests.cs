using System.Buffers.Binary;
using System.Reflection;
using Microsoft.ML;

namespace ActReg.MLNet.Tests;

/// <summary>A damaged model file, through ML.NET's own loading.</summary>
[TestClass]
public sealed class DamagedModelTests
{
    private const long MostMemory = 4 << 20;
    private static readonly StoredModel Stored = Save();

    [TestMethod]
    public void Loads_undamaged_also_when_zipped_again() => StoredModel.Load(Stored.With(Stored.Entry));

    [TestMethod]
    public void With_any_bit_of_the_network_flipped()
    {
        var random = new Random(1);
        for (var i = 0; i < 300; i++)
        {
            var damaged = Stored.Entry.ToArray();
            var bit = random.Next(8 * Stored.Entry[Stored.Network].Length);
            damaged[Stored.Network.Start.Value + (bit / 8)] ^= (byte)(1 << (bit % 8));
            Assert.IsInstanceOfType<FormatException>(Refused(Stored.With(damaged), $"bit {bit}").GetBaseException());
        }
    }

    [TestMethod]
    public void With_the_networks_entry_cut_short()
    {
        for (var length = 0; length < Stored.Entry.Length; length += 7)
            Assert.IsInstanceOfType<FormatException>(Refused(Stored.With(Stored.Entry[..length]), $"cut to {length}").GetBaseException());
    }

    [TestMethod]
    public void With_the_zip_cut_short()
    {
        for (var length = 0; length < Stored.Zip.Length; length += 67)
        {
            var error = Refused(Stored.Zip[..length], $"cut to {length}").GetBaseException();
            Assert.IsTrue(error is InvalidDataException or FormatException or IOException, error.ToString());
        }
    }

    /// <summary>
    /// Another program's random bytes, or a flipped bit on a disk. No crash and no huge allocation: whether it is refused is up to
    /// whose entry it hit, and only ours has a checksum that is read.
    /// </summary>
    [TestMethod]
    public void With_any_bit_of_the_zip_flipped()
    {
        var random = new Random(2);
        for (var i = 0; i < 300; i++)
        {
            var damaged = Stored.Zip.ToArray();
            var bit = random.Next(8 * damaged.Length);
            damaged[bit / 8] ^= (byte)(1 << (bit % 8));
            TryLoad(damaged, $"bit {bit}");
        }
    }

    /// <summary>ML.NET's message for a model that it cannot make, ours inside.</summary>
    [TestMethod]
    public void Is_reported_as_ML_NET_reports_its_own()
    {
        var damaged = Stored.Entry.ToArray();
        damaged[Stored.Network.End.Value - 1] ^= 1;
        var error = Refused(Stored.With(damaged), "checksum");
        Assert.IsNotInstanceOfType<TargetInvocationException>(error);
        Assert.AreEqual("The stored network is damaged: its checksum does not match.", error.GetBaseException().Message);
    }

    /// <summary>The kind stands before the network, where no checksum is.</summary>
    [TestMethod]
    [DataRow(4, "The stored network is not of the kind of prediction Regression, as its settings say.")]
    [DataRow(3, "The stored network is of an unknown kind of prediction.")]
    [DataRow(77, "The stored network is of an unknown kind of prediction.")]
    public void Of_another_kind_of_prediction(int kind, string message)
    {
        var entry = Stored.Entry.ToArray();
        BinaryPrimitives.WriteInt32LittleEndian(entry.AsSpan(Stored.Network.Start.Value - sizeof(int)), kind);
        Assert.AreEqual(message, Refused(Stored.With(entry), $"kind {kind}").GetBaseException().Message);
    }

    /// <summary>Sound in itself, but no binary model: its one score would be the first of two.</summary>
    [TestMethod]
    public void With_a_network_of_two_outputs()
    {
        var settings = StoredModel.Load(Stored.Zip).Network().TrainingSettings;
        using var stream = new MemoryStream();
        NetworkFile.Write(
            new TrainedNetwork(NetworkPlanner.Plan(2, [Layer.Dense(2)]), [new("k", [2, 2], new float[4]), new("b", [2], new float[2])], [], settings), stream);
        // No longer than the one it replaces, so that ML.NET's header still tells the truth about what follows.
        var room = Stored.Entry[Stored.Network].Length;
        Assert.IsLessThan(room, stream.Length);
        byte[] entry =
        [
            .. Stored.Entry[..Stored.Network.Start], .. stream.ToArray(), .. new byte[room - stream.Length],
            .. Stored.Entry[Stored.Network.End..],
        ];
        var error = Refused(Stored.With(entry), "two outputs").GetBaseException();
        Assert.IsInstanceOfType<FormatException>(error);
        Assert.Contains("more than one output", error.Message);
    }

    private static Exception Refused(byte[] zip, string what) =>
        TryLoad(zip, what) ?? throw new AssertFailedException($"{what}: was loaded");

    private static Exception? TryLoad(byte[] zip, string what)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        try
        {
            StoredModel.Load(zip);
            return null;
        }
        catch (Exception e) when (e is not OutOfMemoryException and not NullReferenceException)
        {
            return e;
        }
        finally
        {
            Assert.IsLessThan(MostMemory, GC.GetAllocatedBytesForCurrentThread() - before, $"{what}: bytes allocated");
        }
    }

    private static StoredModel Save()
    {
        var mlContext = new MLContext(seed: 1);
        var data = TinyTraining.Circles(mlContext);
        return new StoredModel(mlContext, TinyTraining.Trainer(mlContext).Fit(data), data.Schema);
    }
}
