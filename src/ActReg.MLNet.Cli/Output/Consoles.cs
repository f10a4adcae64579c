using Spectre.Console;

namespace ActReg.MLNet.Cli.Terminal;

/// <summary>Standard output and standard error as people see them.</summary>
internal static class Consoles
{
    /// <summary>Tables are made for this width; a narrower terminal breaks their lines, which loses nothing.</summary>
    public const int MinimumWidth = 80;

    /// <param name="isQuiet">Whether it takes all and shows nothing.</param>
    public static IAnsiConsole Output(bool isQuiet) => isQuiet ? Silent() : Create(Console.Out, Console.IsOutputRedirected);

    /// <inheritdoc cref="Output"/>
    public static IAnsiConsole Error(bool isQuiet) => isQuiet ? Silent() : Create(Console.Error, Console.IsErrorRedirected);

    /// <summary>Writes text as it is, on one line however long: a path that is broken in two cannot be copied.</summary>
    public static void Line(this IAnsiConsole console, string text = "") => console.Profile.Out.Writer.WriteLine(text);

    /// <summary>Whether text can be replaced and colored: nobody could read that in a file or a log.</summary>
    public static bool IsLive(this IAnsiConsole console) => console.Profile.Capabilities is { Interactive: true, Ansi: true };

    /// <summary>Plain where the console is not live: without ANSI codes, styles would be set by way of the system's
    /// console.</summary>
    public static Style Styled(this IAnsiConsole console, Decoration decoration) =>
        console.IsLive() ? new Style(decoration: decoration) : Style.Plain;

    /// <summary>A table's column under a heading in bold; its entries stay on one line.</summary>
    public static TableColumn Column(this IAnsiConsole console, string title, Justify alignment) =>
        new(new Text(title, console.Styled(Decoration.Bold))) { Alignment = alignment, NoWrap = true };

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
        console.Profile.Width = isRedirected ? MinimumWidth : Math.Max(MinimumWidth, console.Profile.Width);
        return console;
    }

    private static bool IsSet(string variable) => !string.IsNullOrEmpty(Environment.GetEnvironmentVariable(variable));
}
