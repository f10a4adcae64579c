using System.Text;
using ActReg.MLNet.Cli.Terminal;
using Spectre.Console;

namespace ActReg.MLNet.Tests.Cli;

[TestClass]
public sealed class StudyProgressBarTests
{
    private readonly StringBuilder _text = new();

    [TestMethod]
    public void On_a_terminal_a_bar_ends_at_100_percent()
    {
        var (output, error) = (Create(AnsiSupport.No, InteractionSupport.No), Create(AnsiSupport.Yes, InteractionSupport.Yes));
        var expected = Testing.StudyResults.Grid(2);
        Assert.AreSame(expected, new StudyProgressBar(output, error).Show(onProgress =>
        {
            Tell(onProgress, 1, 2, 3);
            return expected;
        }));
        var last = _text.ToString().Split('\n').Last(line => line.Contains('%'));
        Assert.Contains("3 of 20 trials", last);
        Assert.Contains("100%", last);
    }

    [TestMethod]
    public void Elsewhere_there_is_a_line_for_each_tenth()
    {
        var console = Create(AnsiSupport.No, InteractionSupport.No);
        new StudyProgressBar(console, console).Show(onProgress =>
        {
            Tell(onProgress, 1, 2, 3, 4, 9);
            return Testing.StudyResults.Grid(2);
        });
        Assert.AreEqual(
            string.Join(Environment.NewLine, "2 of 20 trials in 5 s", "4 of 20 trials in 5 s", "9 of 20 trials in 5 s", "", ""), _text.ToString());
    }

    private static void Tell(Action<StudyProgress> onProgress, params int[] done)
    {
        foreach (var count in done)
            onProgress(new(count, 20, TimeSpan.FromSeconds(5), Left: null));
    }

    private IAnsiConsole Create(AnsiSupport ansi, InteractionSupport interactive) => AnsiConsole.Create(new AnsiConsoleSettings
    {
        Ansi = ansi,
        Interactive = interactive,
        Out = new AnsiConsoleOutput(new StringWriter(_text)),
        Enrichment = new ProfileEnrichment { UseDefaultEnrichers = false },
    });
}
