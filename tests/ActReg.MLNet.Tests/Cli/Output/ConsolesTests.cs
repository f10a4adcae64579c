using ActReg.MLNet.Cli.Terminal;
using Spectre.Console;

namespace ActReg.MLNet.Tests.Cli;

/// <summary>Terminals that are narrow.</summary>
[TestClass]
public sealed class ConsolesTests
{
    [TestMethod]
    [DataRow(40, "one two three four five six seven eight|nine ten eleven twelve thirteen fourteen|a-path-that-is-longer-than-all-of-the-terminal-is-wide|end")]
    [DataRow(200, "one two three four five six seven eight nine ten eleven twelve thirteen fourteen|a-path-that-is-longer-than-all-of-the-terminal-is-wide end")]
    public void Prose_is_broken_between_words(int width, string expected)
    {
        var (console, text) = Create(width);
        console.Prose("one two three four five six seven eight nine ten eleven twelve thirteen fourteen a-path-that-is-longer-than-all-of-the-terminal-is-wide end");
        Assert.AreEqual(expected, string.Join('|', Lines(text)));
    }

    [TestMethod]
    [DataRow(40, null, "Data      one two three four five six|          seven eight nine ten")]
    [DataRow(40, 4, "Data      one two three four five six|    seven eight nine ten")]
    [DataRow(79, null, "Data      one two three four five six seven eight nine ten")]
    [DataRow(80, null, "Data      one two three four five six seven eight nine ten")]
    public void A_sentence_goes_on_behind_its_label(int width, int? indent, string expected) => AssertSentence(expected, width, "Data      one two three four five six seven eight nine ten", indent);

    [TestMethod]
    [DataRow("  one two three four five six seven eight nine", "  one two three four five six seven|  eight nine")]
    [DataRow("one two three four five six seven  eight nine", "one two three four five six seven  eight|nine")]
    public void Other_sentences_go_on_where_they_begin(string text, string expected) => AssertSentence(expected, 40, text, indent: null);

    /// <summary>Logs can be searched for whole lines.</summary>
    [TestMethod]
    public void Where_there_is_room_for_most_a_sentence_is_one_line() => AssertSentence(new string('x', 60) + " " + new string('y', 60), 80, new string('x', 60) + " " + new string('y', 60), indent: null);

    [TestMethod]
    public void Tables_fit_and_lose_nothing() => Assert.AreEqual(
        "Train accuracy|  No penalty          1.000|  L1 pre-activation   0.967|  L1 post-activation  1.000|"
        + "  published|    No penalty          0.990|    L1 pre-activation   none of those|                        that are told", string.Join('|', Table(40)));

    [TestMethod]
    [DataRow(60)]
    [DataRow(80)]
    [DataRow(200)]
    public void Tables_are_tables_where_words_have_room(int width)
    {
        var lines = Table(width);
        Assert.IsLessThanOrEqualTo(width, lines.Max(line => line.Length));
        Assert.Contains("1.000", lines.Single(line => line.Contains("0.967", StringComparison.Ordinal)));
    }

    private static string[] Table(int width)
    {
        var (console, text) = Create(width);
        var table = new Table().Border(TableBorder.Simple).AddColumn(console.Column("", Justify.Left)).AddColumn(console.Column("No penalty", Justify.Right))
            .AddColumn(console.Column("L1 pre-activation", Justify.Right)).AddColumn(console.Column("L1 post-activation", Justify.Right));
        table.AddRow("Train accuracy", "1.000", "0.967", "1.000");
        table.AddRow("  published", "0.990", "none of those that are told", "");
        console.Show(table);
        return Lines(text);
    }

    private static void AssertSentence(string expected, int width, string text, int? indent)
    {
        var (console, written) = Create(width);
        console.Sentence(text, indent);
        Assert.AreEqual(expected, string.Join('|', Lines(written)));
    }

    private static string[] Lines(StringWriter text) => text.ToString().Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries);

    private static (IAnsiConsole Console, StringWriter Text) Create(int width)
    {
        var text = new StringWriter();
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.No, Out = new AnsiConsoleOutput(text), Enrichment = new ProfileEnrichment { UseDefaultEnrichers = false } });
        console.Profile.Width = width;
        return (console, text);
    }
}
