using Spectre.Console;

namespace ActReg.MLNet.Benchmarks;

/// <summary>Standard output for tables.</summary>
internal static class Consoles
{
    /// <summary>Wide enough for every table here: in a file or a log no line needs to break.</summary>
    private const int RedirectedWidth = 200;

    public static IAnsiConsole Output()
    {
        var console = AnsiConsole.Console;
        if (Console.IsOutputRedirected)
            console.Profile.Width = RedirectedWidth;
        return console;
    }
}
