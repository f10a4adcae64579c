using System.Diagnostics;
using ActReg.MLNet.Tests.Testing;

namespace ActReg.MLNet.Tests.Storage;

[TestClass]
[OSCondition(OperatingSystems.Linux)]
public sealed class FileKindTests
{
    /// <summary>Of an opened pipe without another end, the test would not end.</summary>
    [TestMethod]
    [Timeout(60_000)]
    public void Kinds_are_told_apart_without_opening()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["empty"], "");
        File.WriteAllText(folder["full"], "x");
        MakePipe(folder["pipe"]);
        foreach (var (name, kind) in new[]
        {
            ("none", FileKind.Missing), ("empty", FileKind.Regular), ("full", FileKind.Regular), ("pipe", FileKind.Pipe), (".", FileKind.Folder),
        })
        {
            File.CreateSymbolicLink(folder[$"link to {name}"], name);
            Assert.AreEqual(kind, FileKinds.Of(folder[name]), name);
            Assert.AreEqual(kind, FileKinds.Of(folder[$"link to {name}"]), name);
        }

        Assert.AreEqual(FileKind.Device, FileKinds.Of("/dev/null"));
        Assert.AreEqual(FileKind.Missing, FileKinds.Of(folder["full"] + "/x"));
    }

    internal static void MakePipe(string path)
    {
        using var make = Process.Start("mkfifo", [path]);
        make.WaitForExit();
        Assert.AreEqual(0, make.ExitCode);
    }
}
