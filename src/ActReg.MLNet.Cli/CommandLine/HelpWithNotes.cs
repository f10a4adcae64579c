using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace ActReg.MLNet.Cli.CommandLine;

/// <summary>A command that has something to say below its options.</summary>
internal interface IHelpNotes
{
    string Notes { get; }
}

/// <summary>System.CommandLine's help, followed by the command's own notes and the exit codes.</summary>
internal sealed class HelpWithNotes(HelpAction help) : SynchronousCommandLineAction
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
            parseResult.InvocationConfiguration.Output.WriteLine($"{command.Notes}\n\n{ExitCode.Notes}");
        return exitCode;
    }
}
