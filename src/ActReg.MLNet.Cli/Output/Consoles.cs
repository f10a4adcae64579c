using System.Text.RegularExpressions;
using Spectre.Console;

namespace ActReg.MLNet.Cli.Terminal;

/// <summary>Standard output and standard error as people see them.</summary>
internal static partial class Consoles
{
    /// <summary>What is not shown on a terminal is this wide, and prose nowhere wider.</summary>
    public const int UsualWidth = 80;

    /// <summary>The narrowest terminal that tables are fitted into.</summary>
    private const int MinimumWidth = 40;

    /// <param name="isQuiet">Whether it takes all and shows nothing.</param>
    public static IAnsiConsole Output(bool isQuiet) => isQuiet ? Silent() : Create(Console.Out, Console.IsOutputRedirected);

    /// <inheritdoc cref="Output"/>
    public static IAnsiConsole Error(bool isQuiet) => isQuiet ? Silent() : Create(Console.Error, Console.IsErrorRedirected);

    /// <summary>Writes text as it is, on one line however long: a path that is broken in two cannot be copied.</summary>
    public static void Line(this IAnsiConsole console, string text = "") => console.Profile.Out.Writer.WriteLine(text);

    /// <summary>Writes sentences, broken between words.</summary>
    public static void Prose(this IAnsiConsole console, string text) => console.Break(text, Math.Min(UsualWidth, console.Profile.Width), indent: 0);

    /// <summary>Writes text that stands on one line, but is broken between words in a narrow terminal.</summary>
    /// <param name="console">Where to.</param>
    /// <param name="text">The text, which may begin with a label and several blanks.</param>
    /// <param name="indent">The blanks before further lines; by default what follows the label stands under each other.</param>
    public static void Sentence(this IAnsiConsole console, string text, int? indent = null)
    {
        if (console.IsNarrow())
            console.Break(text, console.Profile.Width, indent ?? Label().Match(text).Length);
        else
            console.Line(text);
    }

    /// <summary>Whether lines of the usual width have no room in it.</summary>
    public static bool IsNarrow(this IAnsiConsole console) => console.Profile.Width < UsualWidth;

    /// <summary>Whether text can be replaced and colored: nobody could read that in a file or a log.</summary>
    public static bool IsLive(this IAnsiConsole console) => console.Profile.Capabilities is { Interactive: true, Ansi: true };

    /// <summary>Plain where the console is not live: without ANSI codes, styles would be set by way of the system's
    /// console.</summary>
    public static Style Styled(this IAnsiConsole console, Decoration decoration) =>
        console.IsLive() ? new Style(decoration: decoration) : Style.Plain;

    /// <summary>A table's column under a heading in bold; its entries stay on one line, unless the terminal is narrow.</summary>
    public static TableColumn Column(this IAnsiConsole console, string title, Justify alignment) =>
        new(new Text(title, console.Styled(Decoration.Bold))) { Alignment = alignment, NoWrap = !console.IsNarrow() };

    private static void Break(this IAnsiConsole console, string text, int width, int indent)
    {
        var line = "";
        foreach (Match word in Words().Matches(text))
        {
            if (line.Length > 0 && line.Length + word.Length > width)
            {
                console.Line(line);
                line = new string(' ', indent) + word.Groups[1].Value;
            }
            else
            {
                line += word.Value;
            }
        }

        console.Line(line);
    }

    private static IAnsiConsole Silent() => Create(TextWriter.Null, isRedirected: true);

    private static IAnsiConsole Create(TextWriter writer, bool isRedirected)
    {
        var isLive = !isRedirected && !IsSet("NO_COLOR") && !IsSet("CI") && Environment.GetEnvironmentVariable("TERM") != "dumb";
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(writer),
            Ansi = isLive ? AnsiSupport.Detect : AnsiSupport.No,
            ColorSystem = isLive ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
            Interactive = isLive ? InteractionSupport.Detect : InteractionSupport.No,
            // They would turn colors on in the logs of build servers.
            Enrichment = new ProfileEnrichment { UseDefaultEnrichers = false },
        });
        console.Profile.Width = isRedirected ? UsualWidth : Math.Max(MinimumWidth, console.Profile.Width);
        return console;
    }

    private static bool IsSet(string variable) => !string.IsNullOrEmpty(Environment.GetEnvironmentVariable(variable));

    /// <summary>A word, and the blanks before it.</summary>
    [GeneratedRegex(" *([^ ]+)")]
    private static partial Regex Words();

    /// <summary>Blanks, or a word that several follow.</summary>
    [GeneratedRegex("^(?: *[^ ]+  +| *)")]
    private static partial Regex Label();
}
