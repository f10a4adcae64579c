using System.Runtime.Versioning;

namespace ActReg.MLNet.Tests.Cli;

/// <summary>
/// Files that can be begun and not ended: the shell's limit of a file's size stands in for a full disk, which would need one. It holds
/// for the runtime's own memory too, unless that is told not to map it twice.
/// </summary>
[TestClass]
[OSCondition(OperatingSystems.Linux)]
[SupportedOSPlatform("linux")]
public sealed class FullDiskTests
{
    private const string Earlier = "earlier";

    private static readonly string[] Sequence =
        ["sequence", "--timesteps", "2", "--rows", "100", "--epochs", "1", "--repeats", "1", "--quiet"];

    [TestMethod]
    public void A_picture_that_cannot_be_ended_is_as_it_was()
    {
        using var process = new ActregProcess();
        File.WriteAllText(process.In("data.png"), Earlier);
        var (exitCode, output, error) = process.RunInShell(
            "trap '' XFSZ; ulimit -f 8; export DOTNET_EnableWriteXorExecute=0 DOTNET_EnableDiagnostics=0; exec \"$@\"",
            "case-study", "--output", ".");
        Assert.AreEqual((1, ""), (exitCode, output));
        Assert.StartsWith($"actreg: --output '{process.In("data.png")}' cannot be written: ", error);
        Assert.HasCount(2, error.Split(Environment.NewLine), "one line");
        Assert.AreEqual(Earlier, File.ReadAllText(process.In("data.png")));
        Assert.HasCount(1, Directory.GetFileSystemEntries(process.Folder));
    }

    [TestMethod]
    [DataRow("--json")]
    [DataRow("--model")]
    public void A_full_device_is_named(string option)
    {
        using var process = new ActregProcess();
        var (exitCode, output, error) = process.Run([.. Sequence, option, "/dev/full"]);
        Assert.AreEqual((1, ""), (exitCode, output));
        Assert.StartsWith($"actreg: {option} '/dev/full' cannot be written: No space left on device", error);
    }
}
