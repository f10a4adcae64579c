using System.Buffers.Binary;
using System.Text;
using ActReg.MLNet.Tests.Testing;
using Microsoft.ML;

namespace ActReg.MLNet.Tests;

/// <summary>Whatever is damaged in a verified model is refused in our words before ML.NET reads any of it: none hangs.</summary>
[TestClass]
public sealed class DamagedVerifiedModelTests
{
    private const string List = "ActReg.MLNet/Checksums.txt";
    private const string Damaged = "The model in the stream is damaged: ";
    private const int TimeLimit = 120_000;
    private const long MostMemory = 2 << 20;

    private static readonly VerifiedPipeline Pipeline = VerifiedPipeline.Of("binary");
    private static readonly byte[] Zip = Pipeline.Save();
    private static readonly ZipContents Contents = ZipContents.Of(Zip);

    [TestMethod]
    public void Zipped_again_it_is_the_same() => Pipeline.IsSame(VerifiedPipeline.Load(Contents.ToZip()), Pipeline.Data.Schema, "zipped again");

    [TestMethod]
    [Timeout(TimeLimit)]
    public void With_any_byte_of_any_entry_changed()
    {
        var random = new Random(1);
        foreach (var (name, bytes) in Contents.Entries)
        {
            for (var i = 0; i < bytes.Length; i += 1 + (bytes.Length / 200))
            {
                var damaged = bytes.ToArray();
                damaged[i] ^= (byte)random.Next(1, 256);
                Refused(Contents.With(name, damaged), $"{name}, byte {i}");
            }
        }
    }

    /// <summary>ML.NET's own loader did not come back from these within three seconds.</summary>
    [TestMethod]
    [Timeout(TimeLimit)]
    [DataRow(330, 0x80)]
    [DataRow(330, 0xff)]
    [DataRow(331, 0x01)]
    [DataRow(331, 0x80)]
    [DataRow(331, 0xff)]
    public void With_a_schema_that_ML_NET_would_read_forever(int place, int change)
    {
        var damaged = Contents["Schema"].ToArray();
        damaged[place] ^= (byte)change;
        Assert.AreEqual($"{Damaged}entry \"Schema\" does not have the checksum that is listed.", Refused(Contents.With("Schema", damaged), "schema"));
    }

    [TestMethod]
    [Timeout(TimeLimit)]
    public void With_any_entry_cut_short_or_longer()
    {
        foreach (var (name, bytes) in Contents.Entries.SkipLast(1))
        {
            var message = $"{Damaged}entry \"{name}\" does not have the {bytes.Length} bytes that are listed.";
            foreach (var length in new[] { 0, 1, bytes.Length / 2, bytes.Length - 1 })
                Assert.AreEqual(message, Refused(Contents.With(name, bytes[..Math.Min(length, bytes.Length - 1)]), name));
            Assert.AreEqual(message, Refused(Contents.With(name, [.. bytes, 0]), name));
        }
    }

    [TestMethod]
    public void With_another_checksum()
    {
        var schema = Contents["Schema"].ToArray();
        schema[20] ^= 1;
        Assert.AreEqual($"{Damaged}entry \"Schema\" does not have the checksum that is listed.", Refused(Contents.With("Schema", schema), "schema"));
    }

    [TestMethod]
    public void With_an_entry_missing()
    {
        foreach (var (name, _) in Contents.Entries.SkipLast(1))
            Assert.AreEqual($"{Damaged}entry \"{name}\" is missing.", Refused(Contents.Without(name), name));
    }

    [TestMethod]
    public void With_an_entry_beside() =>
        Assert.AreEqual($"{Damaged}entry \"more\" is not in its list of checksums.", Refused(Contents.Plus("more", [1]), "more"));

    [TestMethod]
    public void With_an_entry_twice()
    {
        foreach (var (name, bytes) in Contents.Entries)
            Assert.AreEqual($"{Damaged}entry \"{name}\" is there twice.", Refused(Contents.Plus(name, bytes), name));
    }

    [TestMethod]
    public void Without_a_list() => Assert.AreEqual(
        $"The model in the stream has no entry \"{List}\": it was not saved by SaveVerified. "
        + "Load it by Model.Load, which does not verify it, and save it by SaveVerified.",
        Refused(Contents.Without(List), "no list"));

    [TestMethod]
    [DataRow("ActReg.MLNet checksums 2\n", "is of version 2; this version of ActReg.MLNet reads 1.")]
    [DataRow("ActReg.MLNet checksums 1", "is not a whole list of checksums.")]
    [DataRow("ActReg.MLNet checksums 1\n\n", "is damaged in line 2.")]
    [DataRow("ActReg.MLNet checksums 1\nabc 1 Schema\n", "is damaged in line 2.")]
    [DataRow("", "is not a whole list of checksums.")]
    public void With_another_list(string list, string problem) => Assert.AreEqual(
        $"The model in the stream cannot be verified: its entry \"{List}\" {problem}",
        Refused(Contents.With(List, Encoding.UTF8.GetBytes(list)), list));

    /// <summary>Each says the same as the true list, in other bytes.</summary>
    [TestMethod]
    [DataRow("upper case")]
    [DataRow("leading zero")]
    [DataRow("sign")]
    [DataRow("two spaces")]
    [DataRow("carriage return")]
    [DataRow("last line twice")]
    public void With_a_list_written_otherwise(string how)
    {
        var lines = Encoding.UTF8.GetString(Contents[List]).Split('\n');
        var parts = lines[1].Split(' ');
        lines[1] = how switch
        {
            "upper case" => $"{parts[0].ToUpperInvariant()} {parts[1]} {parts[2]}",
            "leading zero" => $"{parts[0]} 0{parts[1]} {parts[2]}",
            "sign" => $"{parts[0]} +{parts[1]} {parts[2]}",
            "two spaces" => $"{parts[0]}  {parts[1]} {parts[2]}",
            "carriage return" => lines[1] + "\r",
            _ => $"{lines[1]}\n{lines[1]}",
        };
        Refused(Contents.With(List, Encoding.UTF8.GetBytes(string.Join('\n', lines))), how);
    }

    [TestMethod]
    [Timeout(TimeLimit)]
    public void Truncated_anywhere()
    {
        for (var length = 0; length < Zip.Length; length += 1 + (Zip.Length / 200))
            Assert.Contains(" cannot be read as a zip.", Refused(Zip[..length], $"cut to {length}"));
    }

    /// <summary>Dates and the like are of no consequence: what is loaded is the same then.</summary>
    [TestMethod]
    [Timeout(TimeLimit)]
    public void With_any_byte_of_the_zip_changed()
    {
        var random = new Random(2);
        for (var i = 0; i < 300; i++)
        {
            var damaged = Zip.ToArray();
            damaged[random.Next(damaged.Length)] ^= (byte)random.Next(1, 256);
            SameOrRefused(damaged, $"case {i}");
        }
    }

    /// <summary>The zip's own tables, which say where entries are and how long.</summary>
    [TestMethod]
    [Timeout(TimeLimit)]
    public void With_any_byte_of_the_directory_changed()
    {
        var random = new Random(3);
        var start = Zip.AsSpan().IndexOf("PK\u0001\u0002"u8);
        for (var i = start; i < Zip.Length; i += 3)
        {
            var damaged = Zip.ToArray();
            damaged[i] ^= (byte)random.Next(1, 256);
            SameOrRefused(damaged, $"byte {i}");
        }
    }

    /// <summary>100 MB of zeros in 100 KB, once as they are and once under the listed length.</summary>
    [TestMethod]
    [Timeout(TimeLimit)]
    [DoNotParallelize]
    public void A_bomb_is_not_unpacked()
    {
        var bomb = Contents.With("Schema", new byte[100_000_000]).ToZip();
        var message = $"{Damaged}entry \"Schema\" does not have the {Contents["Schema"].Length} bytes that are listed.";
        Assert.AreEqual(message, Refused(bomb, "bomb"));

        // The last place of the name is in the directory; its length unpacked is 22 bytes before.
        var place = bomb.AsSpan().LastIndexOf("Schema"u8) - 46 + 24;
        Assert.AreEqual(100_000_000, BinaryPrimitives.ReadInt32LittleEndian(bomb.AsSpan(place)));
        BinaryPrimitives.WriteInt32LittleEndian(bomb.AsSpan(place), Contents["Schema"].Length);
        Assert.StartsWith($"{Damaged}entry \"Schema\" ", Refused(bomb, "bomb under the right length"));
    }

    [TestMethod]
    public void The_file_is_named()
    {
        using var folder = new TemporaryFolder();
        var file = folder["model.zip"];
        File.WriteAllBytes(file, Contents.Without("Schema").ToZip());
        var error = Assert.ThrowsExactly<FormatException>(() => new MLContext().Model.LoadVerified(file, out _));
        Assert.AreEqual($"The model file \"{file}\" is damaged: entry \"Schema\" is missing.", error.Message);
        File.WriteAllText(file, "something else");
        error = Assert.ThrowsExactly<FormatException>(() => new MLContext().Model.LoadVerified(file, out _));
        Assert.AreEqual($"The model file \"{file}\" is damaged, or no model: it cannot be read as a zip.", error.Message);
    }

    private static void SameOrRefused(byte[] zip, string what)
    {
        try
        {
            var loaded = VerifiedPipeline.Load(zip);
            TinyTraining.AreEqual(Pipeline.Model.Scores(Pipeline.Data), loaded.Scores(Pipeline.Data), what);
        }
        catch (FormatException e)
        {
            Assert.IsNull(e.InnerException, what);
            Assert.StartsWith("The model in the stream ", e.Message, what);
        }
    }

    private static string Refused(ZipContents contents, string what) => Refused(contents.ToZip(), what);

    private static string Refused(byte[] zip, string what)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        var error = Assert.ThrowsExactly<FormatException>(() => VerifiedPipeline.Load(zip), what);
        Assert.IsLessThan(MostMemory, GC.GetAllocatedBytesForCurrentThread() - before, $"{what}: bytes allocated");
        Assert.IsNull(error.InnerException, what);
        Assert.StartsWith("The model in the stream ", error.Message, what);
        Assert.IsLessThan(700, error.Message.Length, what);
        return error.Message;
    }
}
