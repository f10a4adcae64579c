using System.CommandLine;
using ActReg.MLNet.Cli.Terminal;

namespace ActReg.MLNet.Cli.CommandLine;

/// <summary>A command that runs a study: the options that all have, and how a run begins and ends.</summary>
internal abstract class StudyCommand : Command, IHelpNotes
{
    protected StudyCommand(string name, string description)
        : base(name, description) => SetAction(async (arguments, cancellation) =>
        {
            // Not on this thread, which has to wait for signals.
            await Task.Run(() => RunAsync(arguments, cancellation), cancellation);
            return ExitCode.Done;
        });

    public abstract string Notes { get; }

    protected Option<OutputPath> Json { get; } = OptionValues.OutputFile("--json", "File for the results as JSON.");

    protected Option<bool> Quiet { get; } = new("--quiet") { Description = "Write nothing to the terminal but errors." };

    protected static Option<int> Seed(string description, int byDefault) =>
        OptionValues.WholeNumber("--seed", description, byDefault, int.MinValue, int.MaxValue);

    /// <param name="options">In the order of the help.</param>
    protected void AddOptions(params Option[] options)
    {
        foreach (var option in options)
            Options.Add(option);
    }

    protected abstract Task RunAsync(ParseResult arguments, CancellationToken cancellation);
}
