using System.Runtime.Versioning;

namespace ActReg.MLNet.Tests.Storage;

[TestClass]
public sealed class ResultFileTests
{
    private readonly string _folder = Directory.CreateTempSubdirectory("actreg-").FullName;

    private string Target => Path.Combine(_folder, "file");

    [TestCleanup]
    public void Delete() => Directory.Delete(_folder, recursive: true);

    [TestMethod]
    [DataRow("earlier")]
    [DataRow("")]
    [DataRow(null)]
    public void A_write_that_fails_leaves_what_was_there(string? earlier)
    {
        if (earlier != null)
            File.WriteAllText(Target, earlier);
        var error = Assert.ThrowsExactly<IOException>(() => ResultFile.Write(Target, file =>
        {
            file.Write(new byte[100_000]);
            throw new IOException("The disk is full.");
        }));
        Assert.AreEqual("The disk is full.", error.Message);
        Assert.AreEqual(earlier, File.Exists(Target) ? File.ReadAllText(Target) : null);
        Assert.HasCount(earlier == null ? 0 : 1, Directory.GetFileSystemEntries(_folder));
    }

    /// <summary>Who has the earlier file open goes on reading that.</summary>
    [TestMethod]
    [OSCondition(OperatingSystems.Linux)]
    public void A_write_replaces_the_file()
    {
        File.WriteAllText(Target, "earlier");
        using var reader = new StreamReader(File.OpenRead(Target));
        ResultFile.Write(Target, file => file.Write("later"u8));
        Assert.AreEqual("later", File.ReadAllText(Target));
        Assert.AreEqual("earlier", reader.ReadToEnd());
        Assert.HasCount(1, Directory.GetFileSystemEntries(_folder));
    }

    [TestMethod]
    [OSCondition(OperatingSystems.Linux)]
    [SupportedOSPlatform("linux")]
    public void The_new_file_may_be_read_by_those_who_could_read_the_old_one()
    {
        const UnixFileMode mine = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        File.WriteAllText(Target, "earlier");
        File.SetUnixFileMode(Target, mine);
        ResultFile.Write(Target, file =>
        {
            file.Write("later"u8);
            foreach (var each in Directory.GetFiles(_folder))
                Assert.AreEqual(mine, File.GetUnixFileMode(each), each);
        });
        Assert.AreEqual(mine, File.GetUnixFileMode(Target));
    }

    [TestMethod]
    [OSCondition(OperatingSystems.Linux)]
    public void A_link_stays_one()
    {
        var link = Path.Combine(_folder, "link");
        File.CreateSymbolicLink(link, "file");
        foreach (var text in (byte[][])[[1], [2, 3]])
        {
            ResultFile.Write(link, file => file.Write(text));
            Assert.AreEqual("file", new FileInfo(link).LinkTarget);
            CollectionAssert.AreEqual(text, File.ReadAllBytes(Target));
        }
    }

    [TestMethod]
    [OSCondition(OperatingSystems.Linux)]
    public void A_device_is_written_in_place_and_can_be_full()
    {
        ResultFile.CheckWritable("/dev/full");
        var error = Assert.ThrowsExactly<IOException>(() => ResultFile.Write("/dev/full", file => file.Write([1])));
        Assert.Contains("No space left on device", error.Message);
        Assert.IsFalse(Directory.GetFiles("/dev").Any(file => file.StartsWith("/dev/full.", StringComparison.Ordinal)));
    }

    /// <summary>Who reads it would take it for ended, had it been opened for a try.</summary>
    [TestMethod]
    [OSCondition(OperatingSystems.Linux)]
    [Timeout(60_000)]
    public async Task A_pipe_is_not_opened_for_a_try()
    {
        FileKindTests.MakePipe(Target);
        ResultFile.CheckWritable(Target);
        var read = Task.Run(() => File.ReadAllText(Target));
        ResultFile.CheckWritable(Target);
        ResultFile.Write(Target, file => file.Write("result"u8));
        Assert.AreEqual("result", await read);
    }

    /// <summary>Who looks while an empty file is replaced sees it empty, and never a part.</summary>
    [TestMethod]
    [OSCondition(OperatingSystems.Linux)]
    public void An_empty_file_is_replaced_as_a_whole()
    {
        File.WriteAllText(Target, "");
        ResultFile.Write(Target, file =>
        {
            file.Write(new byte[100_000]);
            file.Flush();
            Assert.AreEqual(0, new FileInfo(Target).Length);
        });
        Assert.AreEqual(100_000, new FileInfo(Target).Length);
    }

    [TestMethod]
    public void A_check_leaves_everything_as_it_is()
    {
        ResultFile.CheckWritable(Target);
        Assert.IsEmpty(Directory.GetFileSystemEntries(_folder));
        File.WriteAllText(Target, "earlier");
        ResultFile.CheckWritable(Target);
        Assert.AreEqual("earlier", File.ReadAllText(Target));
        Assert.AreEqual("It is a folder.", Assert.ThrowsExactly<IOException>(() => ResultFile.CheckWritable(_folder)).Message);
        Assert.Throws<IOException>(() => ResultFile.CheckWritable(Path.Combine(_folder, "no folder", "file")));
    }
}
