using ActReg.MLNet.Tests.Testing;

namespace ActReg.MLNet.Tests.Storage;

/// <summary>What killed processes leave beside a file goes, and what others are writing stays.</summary>
[TestClass]
public sealed class AtomicFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Target => _folder["file"];

    private string Leftover => _folder["file.0123456789abcdef0123456789abcdef.tmp"];

    public void Dispose() => _folder.Dispose();

    [TestMethod]
    public void A_leftover_is_removed()
    {
        File.WriteAllText(Leftover, "left");
        new AtomicFile(Target).DeleteLeftovers();
        Assert.IsEmpty(_folder.Files);
    }

    [TestMethod]
    public void What_is_being_written_is_not()
    {
        var other = new AtomicFile(Target);
        new AtomicFile(Target).Write(stream =>
        {
            stream.Write("first"u8);
            stream.Flush();
            Assert.HasCount(1, _folder.Files);
            other.DeleteLeftovers();
            other.Write(second => second.Write("second"u8));
        });
        Assert.AreEqual("first", File.ReadAllText(Target));
        TinyTraining.AreEqual(["file"], _folder.Files);
    }

    [TestMethod]
    public void Many_that_clean_up_and_write_at_once_do_not_meet()
    {
        Parallel.For(0, 4, new ParallelOptions { MaxDegreeOfParallelism = 4 }, writer =>
        {
            for (var i = 0; i < 200; i++)
            {
                var file = new AtomicFile(Target);
                file.DeleteLeftovers();
                file.Write(stream => stream.Write([(byte)writer, (byte)writer]));
                var read = File.ReadAllBytes(Target);
                Assert.HasCount(2, read);
                Assert.AreEqual(read[0], read[1]);
            }
        });
        TinyTraining.AreEqual(["file"], _folder.Files);
    }
}
