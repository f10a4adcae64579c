using System.Runtime.Versioning;

namespace ActReg.MLNet.Tests.Cli;

[TestClass]
public sealed class ExitCodeTests
{
    [TestMethod]
    [DataRow("actreg: 'sudy' is not a command or option of actreg. See 'actreg --help'.", "sudy")]
    [DataRow("actreg: 'tarin' is not a command or option of actreg. Did you mean 'train'? See 'actreg --help'.", "tarin")]
    [DataRow("actreg: '--repeat' is not a command or option of actreg case-study. Did you mean '--repeats'? See 'actreg case-study --help'.",
        "case-study", "--repeat", "3")]
    [DataRow("actreg: --repeats must be a whole number from 1 to 100000; received '0'. See 'actreg case-study --help'.",
        "case-study", "--repeats", "0")]
    [DataRow("actreg: --repeats must be a whole number from 1 to 100000; received 'many'. See 'actreg case-study --help'.",
        "case-study", "--repeats", "many")]
    [DataRow("actreg: --repeats must be a whole number from 1 to 100000; received '1.5'. See 'actreg case-study --help'.",
        "case-study", "--repeats", "1.5")]
    [DataRow(
        "actreg: --seed must be a whole number from -2147483648 to 2147483647; received '2147483648'. " +
        "See 'actreg case-study --help'.", "case-study", "--seed", "2147483648")]
    [DataRow("actreg: --data-seed must be a whole number from 0 to 4294967295; received '-1'. See 'actreg case-study --help'.",
        "case-study", "--data-seed", "-1")]
    [DataRow("actreg: --output must be a path; received ''. See 'actreg case-study --help'.", "case-study", "--output", "")]
    [DataRow("actreg: Required argument missing for option: '--json'. See 'actreg case-study --help'.", "case-study", "--json")]
    [DataRow("actreg: --timesteps must be a whole number from 2 to 1000; received '1'. See 'actreg sequence --help'.",
        "sequence", "--timesteps", "1")]
    [DataRow("actreg: --cell must be one of lstm, gru, simple-rnn; received 'LSTM'. See 'actreg sequence --help'.",
        "sequence", "--cell", "LSTM")]
    [DataRow("actreg: --strength must be a finite number of at least 0; received '-1'. See 'actreg sequence --help'.",
        "sequence", "--strength", "-1")]
    [DataRow("actreg: --strength must be a finite number of at least 0; received '1e99'. See 'actreg sequence --help'.",
        "sequence", "--strength", "1e99")]
    public void Wrong_usage_is_2_with_one_line_that_says_what(string expected, params string[] arguments)
    {
        using var process = new ActregProcess();
        Assert.AreEqual((2, "", expected + Environment.NewLine), process.Run(arguments));
        Assert.IsEmpty(Directory.GetFileSystemEntries(process.Folder));
    }

    [TestMethod]
    public void Alone_it_shows_its_help()
    {
        using var process = new ActregProcess();
        var (exitCode, output, error) = process.Run();
        Assert.AreEqual((0, ""), (exitCode, error));
        Assert.AreEqual(process.Run("--help").Output, output);
        Assert.Contains("case-study", output);
    }

    [TestMethod]
    [DataRow("--output")]
    [DataRow("--json")]
    public void A_path_that_cannot_be_written_is_1_before_any_training(string option)
    {
        using var process = new ActregProcess();
        File.WriteAllText(process.In("file"), "");
        var path = process.In("file", "under it");
        // So many trainings would not end in time.
        var (exitCode, output, error) = process.Run("case-study", "--repeats", "100000", option, path);
        Assert.AreEqual((1, ""), (exitCode, output));
        Assert.StartsWith($"actreg: {option} '{path}' cannot be written: ", error);
        Assert.HasCount(2, error.Split(Environment.NewLine), "one line");
    }

    [TestMethod]
    [DataRow("--json")]
    [DataRow("--model")]
    public void A_path_of_sequence_that_cannot_be_written_is_1_before_any_training(string option)
    {
        using var process = new ActregProcess();
        File.WriteAllText(process.In("file"), "");
        var path = process.In("file", "under it");
        var (exitCode, output, error) = process.Run("sequence", "--repeats", "1000", option, path);
        Assert.AreEqual((1, ""), (exitCode, output));
        Assert.StartsWith($"actreg: {option} '{path}' cannot be written: ", error);
    }

    [TestMethod]
    [DataRow("--json and --model", "a", "sequence", "--repeats", "1000", "--json", "a", "--model", "./a")]
    [DataRow("--json and --output", "o/data.png", "case-study", "--repeats", "100000", "--json", "o/../o/data.png", "--output", "o")]
    [DataRow("--model and --output", "filters.png", "fashion", "--output", ".", "--model", "filters.png")]
    [DataRow("--data and --json", "train-images-idx3-ubyte.gz", "fashion", "--data", ".", "--json", "train-images-idx3-ubyte.gz")]
    public void Two_options_with_one_file_are_2_before_any_training(string options, string file, params string[] arguments)
    {
        using var process = new ActregProcess();
        var expected = $"actreg: {options} must not name the same file; both name '{process.In(file.Split('/'))}'. "
            + $"See 'actreg {arguments[0]} --help'.{Environment.NewLine}";
        Assert.AreEqual((2, "", expected), process.Run(arguments));
        Assert.IsEmpty(Directory.GetFileSystemEntries(process.Folder));
    }

    [TestMethod]
    public void A_file_that_is_there_is_kept_until_there_are_results()
    {
        using var process = new ActregProcess();
        File.WriteAllText(process.In("r.json"), "earlier");
        File.WriteAllText(process.In("case-study"), "in the way");
        Assert.AreEqual(1, process.Run("case-study", "--json", "r.json").ExitCode);
        Assert.AreEqual("earlier", File.ReadAllText(process.In("r.json")));
        Assert.AreEqual(1, process.Run("case-study", "--json", "other.json").ExitCode);
        Assert.IsFalse(File.Exists(process.In("other.json")));
    }

    [TestMethod]
    [OSCondition(OperatingSystems.Linux)]
    [SupportedOSPlatform("linux")]
    [DataRow("INT", 130)]
    [DataRow("TERM", 143)]
    public void A_signal_cancels_and_is_128_and_its_number(string signal, int expected)
    {
        using var process = new ActregProcess();
        var (exitCode, _, error) = process.RunAndSend(signal, "case-study", "--repeats", "100000");
        Assert.AreEqual((expected, "actreg: Cancelled." + Environment.NewLine), (exitCode, error));
        Assert.IsEmpty(Directory.GetFileSystemEntries(process.Folder), "a half-made folder");
    }

    [TestMethod]
    public void Help_is_0_and_has_defaults_and_examples()
    {
        using var process = new ActregProcess();
        var (exitCode, output, error) = process.Run("case-study", "--help");
        Assert.AreEqual((0, ""), (exitCode, error));
        string[] texts =
            ["--repeats <N>", "[default: 30]", "[default: case-study]", "actreg case-study --repeats 200", "Exit codes:"];
        foreach (var text in texts)
            Assert.Contains(text, output);
        Assert.DoesNotContain("[]", output);
    }

    [TestMethod]
    public void Help_of_sequence_has_choices_and_defaults()
    {
        using var process = new ActregProcess();
        var (exitCode, output, error) = process.Run("sequence", "--help");
        Assert.AreEqual((0, ""), (exitCode, error));
        foreach (var text in (string[])["--cell <lstm|gru|simple-rnn>", "[default: lstm]", "[default: l2]", "[default: 0.001]"])
            Assert.Contains(text, output);
        Assert.DoesNotContain("[]", output);
    }
}
