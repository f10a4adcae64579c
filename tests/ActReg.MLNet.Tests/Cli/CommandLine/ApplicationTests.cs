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
        (1, "actreg: The feed gave up." + Environment.NewLine),
        await RunAsync(new OperationCanceledException("The feed gave up.")));

    [TestMethod]
    public async Task An_error_of_files_is_its_message() => Assert.AreEqual(
        (1, "actreg: --json 'x' cannot be written: no." + Environment.NewLine),
        await RunAsync(new IOException("--json 'x' cannot be written: no.")));

    [TestMethod]
    public async Task Wrong_usage_names_the_help() => Assert.AreEqual(
        (2, "actreg: Not so. See 'actreg study --help'." + Environment.NewLine), await RunAsync(new WrongUsageException("Not so.")));

    /// <summary>Neither the name of a type nor that of a parameter.</summary>
    [TestMethod]
    [DynamicData(nameof(Errors))]
    public async Task What_is_for_programmers_is_left_out(Exception error, string expected) => Assert.AreEqual(
        (1, $"actreg: {expected}{Environment.NewLine}"), await RunAsync(error));

    public static IEnumerable<(Exception, string)> Errors =>
    [
        (new ArgumentException("data must have rows.", "rows"), "data must have rows."),
        (new AggregateException(new InvalidOperationException("No room.")), "No room."),
        (new TypeInitializationException("A.Type", new DllNotFoundException("no library")), "An unexpected error: no library"),
        (new InsufficientMemoryException("Array dimensions exceeded supported range."), "There is not enough memory."),
        (new InvalidOperationException("Every candidate failed: Training diverged: the loss became NaN in epoch 1. There was no epoch before it. The weights are in Weights."),
            "Training diverged: the loss became NaN in epoch 1. A smaller learning rate or a weaker penalty usually helps."),
    ];

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
