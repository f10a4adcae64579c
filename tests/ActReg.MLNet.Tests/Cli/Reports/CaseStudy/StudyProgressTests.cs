using System.Text;
using ActReg.MLNet.Cli.CaseStudy;
using Spectre.Console;

namespace ActReg.MLNet.Tests.Cli;

[TestClass]
public sealed class StudyProgressTests
{
    private static readonly CaseStudySettings Settings = new() { Repeats = 2, Epochs = 150 };

    private readonly StringBuilder _text = new();

    [TestMethod]
    public async Task On_a_terminal_each_model_has_a_bar_that_ends_at_100_percent()
    {
        var console = Create(AnsiSupport.Yes, InteractionSupport.Yes);
        var expected = new CaseStudyResult([]);
        var result = await new LiveProgress(console).ShowAsync(Settings, epochsDone =>
        {
            foreach (var model in StudiedModel.All)
                epochsDone(model, model == StudiedModel.Post ? 150 : 300);
            return Task.FromResult(expected);
        });
        Assert.AreSame(expected, result);
        var last = _text.ToString().Split('\n').Where(line => line.Contains('%')).TakeLast(3).ToArray();
        Assert.Contains("No penalty", last[0]);
        Assert.Contains("100%", last[0]);
        Assert.Contains("100%", last[1]);
        Assert.Contains(" 50%", last[2]);
        Assert.Contains("\u001b[", _text.ToString());
    }

    [TestMethod]
    public async Task Elsewhere_each_model_has_a_line_once_it_is_done()
    {
        await new LineProgress(Create(AnsiSupport.No, InteractionSupport.No)).ShowAsync(Settings, epochsDone =>
        {
            epochsDone(StudiedModel.None, 300);
            Assert.HasCount(2, _text.ToString().Split(Environment.NewLine));
            epochsDone(StudiedModel.Pre, 299);
            Assert.HasCount(2, _text.ToString().Split(Environment.NewLine));
            return Task.FromResult(new CaseStudyResult([]));
        });
        StringAssert.Matches(_text.ToString(), new(@"^No penalty: trained after \d+\.\d s\r?\n\r?\n$"));
    }

    private IAnsiConsole Create(AnsiSupport ansi, InteractionSupport interactive) => AnsiConsole.Create(new AnsiConsoleSettings
    {
        Ansi = ansi,
        Interactive = interactive,
        Out = new AnsiConsoleOutput(new StringWriter(_text)),
        Enrichment = new ProfileEnrichment { UseDefaultEnrichers = false },
    });
}
