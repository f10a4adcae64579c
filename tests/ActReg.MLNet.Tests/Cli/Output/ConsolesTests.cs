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
    public void Tables_fit_and_lose_nothing()
    {
        var (console, text) = Create(40);
        var table = new Table().Border(TableBorder.Simple).AddColumn(console.Column("", Justify.Left)).AddColumn(console.Column("No penalty", Justify.Right))
            .AddColumn(console.Column("L1 pre-activation", Justify.Right)).AddColumn(console.Column("L1 post-activation", Justify.Right));
        table.AddRow("Train accuracy", "1.000", "0.967", "1.000");
        console.Write(table);
        Assert.IsLessThanOrEqualTo(40, Lines(text).Max(line => line.Length));
        // Long words are broken, in as many lines as they take.
        var letters = text.ToString().Where(char.IsLetterOrDigit).ToLookup(letter => letter);
        Assert.IsTrue("Train accuracy No penalty L1 pre-activation L1 post-activation 1.000 0.967 1.000".Where(char.IsLetterOrDigit).GroupBy(letter => letter)
            .All(group => letters[group.Key].Count() == group.Count()));
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
