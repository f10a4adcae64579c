using System.Globalization;

namespace ActReg.MLNet.Tests.Cli;

/// <summary>All that the commands say, on a terminal of 40 columns.</summary>
[TestClass]
[OSCondition(OperatingSystems.Linux)]
public sealed class NarrowTerminalTests
{
    private const int Columns = 40;

    private static readonly ActregProcess Process = new();

    [ClassInitialize]
    public static void Train(TestContext context)
    {
        File.WriteAllLines(Process.In("t.csv"),
        [
            "a name that is rather long,area,name,kind,label",
            .. Enumerable.Range(0, 60).Select(row => string.Create(CultureInfo.InvariantCulture, $"{row * 7 % 20},{(row % 9 == 0 ? "" : row % 13)},person {row},{"xyz"[row % 3]},{(row % 7 == 3 ? "" : row * 7 % 20 > 9 ? "a label of several words" : "none of it")}")),
        ]);
        FashionFiles.Write(Process.In("images"));
        Assert.AreEqual(0, Process.Run("train", "t.csv", "--label", "label", "--model", "m.zip", "--hidden-units", "4", "--epochs", "2", "--folds", "0").ExitCode);
    }

    [ClassCleanup]
    public static void Delete() => Process.Dispose();

    [TestMethod]
    [DataRow("train", "t.csv", "--label", "label", "--model", "plain.zip", "--hidden-units", "4", "--epochs", "20", "--folds", "2", "--l1", "1e-3")]
    [DataRow("train", "t.csv", "--label", "area", "--ignore", "label", "--model", "tabular.zip", "--folds", "0", "--json", "t.json")]
    [DataRow("evaluate", "m.zip", "t.csv")]
    [DataRow("report", "m.zip", "t.csv")]
    [DataRow("describe", "m.zip")]
    [DataRow("export", "m.zip", "m.onnx")]
    [DataRow("score", "m.zip", "t.csv", "--output", "scored.csv")]
    [DataRow("sweep", "--data", "t.csv", "--label", "label", "--epochs", "2", "--hidden-units", "4", "--norms", "L2", "--strengths", "0.01,1e30", "--folds", "3", "--nested-folds", "2", "--report", "page.html")]
    [DataRow("sweep", "--epochs", "2", "--hidden-units", "4", "--norms", "L1", "--strengths", "1e-4", "--repeats", "2", "--folds", "2")]
    [DataRow("case-study", "--repeats", "2", "--output", "pictures")]
    [DataRow("case-study", "--repeats", "1", "--data-seed", "2", "--output", "other")]
    [DataRow("sequence", "--timesteps", "4", "--rows", "100", "--epochs", "1", "--repeats", "2")]
    [DataRow("autoencoder", "--epochs", "1", "--repeats", "3", "--output", "codes")]
    [DataRow("autoencoder", "--data", "t.csv", "--label", "kind", "--k", "2", "--epochs", "1", "--quick", "--output", "table")]
    [DataRow("fashion", "--data", "images", "--epochs", "1", "--output", "filters")]
    public void Lines_are_broken_between_words(params string[] arguments)
    {
        var (exitCode, output) = Run(arguments);
        Assert.AreEqual(0, exitCode, output);
        AssertFits(output);
        // One that tells nothing would fit, too.
        Assert.AreEqual(arguments[0] == "score", output.Length == 0, output);
    }

    [TestMethod]
    [DataRow]
    [DataRow("train")]
    [DataRow("evaluate")]
    [DataRow("score")]
    [DataRow("report")]
    [DataRow("describe")]
    [DataRow("export")]
    [DataRow("case-study")]
    [DataRow("fashion")]
    [DataRow("sequence")]
    [DataRow("autoencoder")]
    [DataRow("sweep")]
    public void So_is_the_help(params string[] command)
    {
        var (exitCode, output) = Run([.. command, "--help"]);
        Assert.AreEqual(0, exitCode, output);
        AssertFits(output);
        if (command.Length > 0)
            Assert.Contains("  141  standard output was closed before\n       all was written to it\n", output);
    }

    /// <summary>Whole lines are only what is copied, paths and commands, and what is a single word.</summary>
    private static void AssertFits(string output)
    {
        var tooLong = output.Split('\n').Where(line => line.TrimEnd().Length > Columns && line.Trim().Contains(' ', StringComparison.Ordinal)
            && !line.Contains(Process.Folder, StringComparison.Ordinal) && !line.StartsWith("  actreg ", StringComparison.Ordinal));
        Assert.IsEmpty(tooLong, string.Join('\n', tooLong) + "\n\n" + output);
    }

    /// <summary>Standard error, where each problem has a line, is left to a file.</summary>
    private static (int ExitCode, string Output) Run(params string[] arguments)
    {
        if (!File.Exists("/usr/bin/script"))
            Assert.Inconclusive("There is no 'script', which makes terminals.");
        var (exitCode, output, _) = Process.RunInShell(
            $"""TERM=dumb script -qec "stty cols {Columns}; $(printf "'%s' " "$@") 2> errors.txt" /dev/null < /dev/null""", arguments);
        return (exitCode, output.Replace("\r", "", StringComparison.Ordinal));
    }
}
