using System.Runtime.Versioning;
using System.Text.Json;

namespace ActReg.MLNet.Tests.Cli;

/// <summary>Standard output and standard error that cannot be written.</summary>
[TestClass]
[OSCondition(OperatingSystems.Linux)]
[SupportedOSPlatform("linux")]
public sealed class ClosedOutputTests
{
    /// <summary>With input closed too, the number of standard output is that of a pipe which the runtime reads its signals from.</summary>
    [TestMethod]
    [DataRow("exec \"$@\" >&-")]
    [DataRow("exec \"$@\" <&- >&-")]
    [DataRow("exec \"$@\" <&- >&- 2>&-")]
    public void Closed_output_is_141_without_a_word(string line)
    {
        using var process = new ActregProcess();
        Assert.AreEqual((141, "", ""), process.RunInShell(line, "case-study", "--help"));
    }

    /// <summary>So many trainings would not end in time.</summary>
    [TestMethod]
    public void A_pipe_that_nobody_reads_ends_a_run_with_141()
    {
        using var process = new ActregProcess();
        var result = process.RunInShell(
            "mkfifo pipe; exec 3<>pipe 4>pipe 3<&-; exec \"$@\" >&4 4>&-", "case-study", "--repeats", "100000");
        Assert.AreEqual((141, "", ""), result);
    }

    [TestMethod]
    public void Quiet_needs_neither_output_nor_error()
    {
        using var process = new ActregProcess();
        var result = process.RunInShell(
            "exec \"$@\" <&- >&- 2>&-",
            "sequence", "--timesteps", "2", "--rows", "100", "--epochs", "1", "--repeats", "1", "--quiet", "--json", "r.json");
        Assert.AreEqual((0, "", ""), result);
        Assert.AreEqual(5, JsonElement.Parse(File.ReadAllText(process.In("r.json"))).GetProperty("methods").GetArrayLength());
    }

    [TestMethod]
    public void Closed_error_leaves_the_exit_code()
    {
        using var process = new ActregProcess();
        Assert.AreEqual((2, "", ""), process.RunInShell("exec \"$@\" 2>&-", "case-study", "--repeats", "0"));
        Assert.AreEqual((2, "", ""), process.RunInShell("exec \"$@\" 2>/dev/full", "case-study", "--repeats", "0"));
    }

    [TestMethod]
    public void Output_that_is_full_is_1_with_the_reason()
    {
        using var process = new ActregProcess();
        var expected = "actreg: Standard output cannot be written: No space left on device" + Environment.NewLine;
        Assert.AreEqual((1, "", expected), process.RunInShell("exec \"$@\" >/dev/full", "case-study", "--help"));
    }

    /// <summary>Neither overwrites the other, though each is written for itself.</summary>
    [TestMethod]
    public void Output_and_error_can_be_one_file()
    {
        using var process = new ActregProcess();
        File.WriteAllText(process.In("file"), "");
        var result = process.RunInShell(
            "\"$@\" --json file/r.json >log 2>&1; \"$@\" --help >>log 2>&1", "case-study");
        Assert.AreEqual((0, "", ""), result);
        var log = File.ReadAllLines(process.In("log"));
        Assert.StartsWith("actreg: --json '", log[0]);
        Assert.AreEqual("Description:", log[1]);
    }
}
