using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using System.Text.RegularExpressions;
using ActReg.MLNet.Cli.Terminal;
using Spectre.Console;

namespace ActReg.MLNet.Cli.CommandLine;

/// <summary>A command that has something to say below its options.</summary>
internal interface IHelpNotes
{
    string Notes { get; }
}

/// <summary>System.CommandLine's help, followed by the command's own notes and the exit codes.</summary>
internal sealed partial class HelpWithNotes(HelpAction help) : SynchronousCommandLineAction
{
    /// <summary>Has the help of the root and of all its commands show their notes.</summary>
    public static void AddTo(RootCommand root)
    {
        foreach (var option in root.Options.OfType<HelpOption>())
        {
            if (option.Action is HelpAction help)
                option.Action = new HelpWithNotes(help);
        }
    }

    public override int Invoke(ParseResult parseResult)
    {
        var exitCode = help.Invoke(parseResult);
        if (parseResult.CommandResult.Command is IHelpNotes command)
            Show(Consoles.Output(isQuiet: false), $"{command.Notes}\n\n{ExitCode.Notes}");
        return exitCode;
    }

    /// <summary>Lines are as they are written, but in a narrow terminal, where those of a paragraph run on in each other and only commands, to be copied, stand on one line.</summary>
    private static void Show(IAnsiConsole console, string notes)
    {
        foreach (var line in console.IsNarrow() ? LineWithin().Replace(notes, " ").Split('\n') : [notes])
        {
            if (line.StartsWith("  actreg ", StringComparison.Ordinal))
                console.Line(line);
            else
                console.Sentence(line);
        }
    }

    /// <summary>The end of a line after which another begins, without blanks.</summary>
    [GeneratedRegex("(?<=[^\n])\n(?=[^ \n])")]
    private static partial Regex LineWithin();
}
