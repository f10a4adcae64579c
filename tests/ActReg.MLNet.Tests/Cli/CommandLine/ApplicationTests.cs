using System.CommandLine;
using ActReg.MLNet.Cli.CommandLine;
using ActReg.MLNet.Cli.Terminal;

namespace ActReg.MLNet.Tests.Cli;

/// <summary>What a failed command's exception becomes. They replace the process's standard error.</summary>
[TestClass]
[DoNotParallelize]
public sealed class ApplicationTests
{
    [TestMethod]
    public async Task A_cancellation_that_nobody_asked_for_is_an_error() => Assert.AreEqual(
        (1, "actreg: OperationCanceledException: The feed gave up." + Environment.NewLine),
        await RunAsync(new OperationCanceledException("The feed gave up.")));

    [TestMethod]
    public async Task An_error_of_files_is_its_message() => Assert.AreEqual(
        (1, "actreg: --json 'x' cannot be written: no." + Environment.NewLine),
        await RunAsync(new IOException("--json 'x' cannot be written: no.")));

    [TestMethod]
    public async Task Wrong_usage_names_the_help() => Assert.AreEqual(
        (2, "actreg: Not so. See 'actreg study --help'." + Environment.NewLine), await RunAsync(new WrongUsageException("Not so.")));

    private static async Task<(int ExitCode, string Error)> RunAsync(Exception error)
    {
        var study = new Command("study");
        study.SetAction((Func<ParseResult, CancellationToken, Task<int>>)((_, _) => throw error));
        using var text = new StringWriter();
        var before = Console.Error;
        Console.SetError(text);
        try
        {
            return (await Application.RunAsync(new RootCommand { study }, ["study"]), text.ToString());
        }
        finally
        {
            Console.SetError(before);
        }
    }
}
