using System.CommandLine;
using System.CommandLine.Invocation;
using ActReg.MLNet.Cli.Autoencoder;
using ActReg.MLNet.Cli.CaseStudy;
using ActReg.MLNet.Cli.Fashion;
using ActReg.MLNet.Cli.Sequence;
using ActReg.MLNet.Cli.Sweep;
using ActReg.MLNet.Cli.Tables;
using ActReg.MLNet.Cli.Terminal;

namespace ActReg.MLNet.Cli.CommandLine;

/// <summary>The commands of <c>actreg</c>, and what happens when one cannot be run or fails.</summary>
internal static class Application
{
    private const string Name = "actreg";

    public static Task<int> RunAsync(string[] args) => RunAsync(CreateRoot(), args);

    /// <summary>Runs another tree of commands the same way.</summary>
    internal static async Task<int> RunAsync(RootCommand root, string[] args)
    {
        // A path may begin with @, which would otherwise mean a file of arguments.
        var command = root.Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });
        if (command.Action is ParseErrorAction)
            return args.Length == 0 ? await root.Parse("--help").InvokeAsync() : WrongUsage(Problem(command), command);
        using var termination = new Termination();
        try
        {
            return await InvokeAsync(command, termination);
        }
        catch (OperationCanceledException) when (termination.ExitCode is { } exitCode)
        {
            return Complain("Cancelled.", exitCode);
        }
        catch (WrongUsageException error)
        {
            return WrongUsage(error.Message, command);
        }
        catch (ClosedOutputException)
        {
            return ExitCode.OutputClosed;
        }
        catch (Exception error) when (TableException.In(error) is { } problem)
        {
            return Complain(problem.Message, ExitCode.Failed);
        }
        catch (IOException error)
        {
            return Complain(error.Message, ExitCode.Failed);
        }
        catch (Exception error)
        {
            return Complain(FailureReason.Of(error), ExitCode.Failed);
        }
    }

    private static async Task<int> InvokeAsync(ParseResult command, Termination termination)
    {
        var configuration = new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null };
        var run = command.InvokeAsync(configuration, termination.Token);
        await Task.WhenAny(run, termination.WaitAsync());
        if (!run.IsCompleted)
            throw new OperationCanceledException();
        return await run;
    }

    private static RootCommand CreateRoot()
    {
        var root = new RootCommand("Networks with activity regularization for tables, as ML.NET models; and studies of them.")
        {
            new TrainCommand(), new EvaluateCommand(), new ScoreCommand(), new ReportCommand(), new DescribeCommand(), new ExportCommand(),
            new CaseStudyCommand(), new FashionCommand(), new SequenceCommand(), new AutoencoderCommand(), new SweepCommand(),
        };
        HelpWithNotes.AddTo(root);
        return root;
    }

    private static string Problem(ParseResult command)
    {
        if (command.UnmatchedTokens is [var token, ..])
            return $"'{token}' is not a command or option of {FullName(command)}.{Hint(token, command.CommandResult.Command)}";
        return command.CommandResult.Command is RootCommand ? "A command is missing." : command.Errors[0].Message;
    }

    private static string Hint(string token, Command command) =>
        NearestName.Of(token, command.Subcommands.Concat<Symbol>(command.Options).Select(symbol => symbol.Name)) is { } near ? $" Did you mean '{near}'?" : "";

    private static string FullName(ParseResult command) =>
        command.CommandResult.Command is RootCommand ? Name : $"{Name} {command.CommandResult.Command.Name}";

    private static int WrongUsage(string problem, ParseResult command) =>
        Complain($"{problem} See '{FullName(command)} --help'.", ExitCode.WrongUsage);

    private static int Complain(string reason, int exitCode)
    {
        try
        {
            Console.Error.WriteLine($"{Name}: {reason.ReplaceLineEndings(" ")}");
        }
        catch (Exception error) when (error is ClosedOutputException or IOException)
        {
            // The exit code is left to tell.
        }

        return exitCode;
    }
}
