using System.CommandLine;
using System.CommandLine.Invocation;
using ActReg.MLNet.Cli.CaseStudy;
using ActReg.MLNet.Cli.Fashion;
using ActReg.MLNet.Cli.Sequence;

namespace ActReg.MLNet.Cli.CommandLine;

/// <summary>The commands of <c>actreg</c>, and what happens when one cannot be run or fails.</summary>
internal static class Application
{
    private const string Name = "actreg";

    public static async Task<int> RunAsync(string[] args)
    {
        // A path may begin with @, which would otherwise mean a file of arguments.
        var command = CreateRoot().Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });
        if (command.Action is ParseErrorAction)
            return Complain($"{Problem(command)} See '{FullName(command)} --help'.", ExitCode.WrongUsage);
        try
        {
            return await command.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
        }
        catch (OperationCanceledException)
        {
            return Complain("Cancelled.", ExitCode.Cancelled);
        }
        catch (IOException error)
        {
            return Complain(error.Message, ExitCode.Failed);
        }
        catch (Exception error)
        {
            return Complain($"{error.GetType().Name}: {error.Message}", ExitCode.Failed);
        }
    }

    private static RootCommand CreateRoot()
    {
        var root = new RootCommand("Studies of activity regularization with ML.NET.")
        {
            new CaseStudyCommand(), new FashionCommand(), new SequenceCommand(),
        };
        HelpWithNotes.AddTo(root);
        return root;
    }

    private static string Problem(ParseResult command)
    {
        if (command.UnmatchedTokens is [var token, ..])
            return $"'{token}' is not a command or option of {FullName(command)}.";
        return command.CommandResult.Command is RootCommand ? "A command is missing." : command.Errors[0].Message;
    }

    private static string FullName(ParseResult command) =>
        command.CommandResult.Command is RootCommand ? Name : $"{Name} {command.CommandResult.Command.Name}";

    private static int Complain(string reason, int exitCode)
    {
        Console.Error.WriteLine($"{Name}: {reason.ReplaceLineEndings(" ")}");
        return exitCode;
    }
}
