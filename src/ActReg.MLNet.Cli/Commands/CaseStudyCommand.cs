using System.CommandLine;
using ActReg.MLNet.Cli.CommandLine;
using ActReg.MLNet.Cli.Terminal;

namespace ActReg.MLNet.Cli.CaseStudy;

/// <summary><c>actreg case-study</c>: its options, and the order in which it does things.</summary>
internal sealed class CaseStudyCommand : Command, IHelpNotes
{
    private readonly Option<int> _repeats = OptionValues.WholeNumber(
        "--repeats", "Initializations of each model.", CaseStudySettings.DefaultRepeats, 1, 100_000);

    private readonly Option<int> _seed = OptionValues.WholeNumber(
        "--seed", "Seed of the first initialization; each further one takes the next.",
        CaseStudySettings.DefaultSeed, int.MinValue, int.MaxValue);

    private readonly Option<long> _dataSeed = OptionValues.WholeNumber<long>(
        "--data-seed", "Seed of the data; the published figures belong to 1.",
        CaseStudySettings.TutorialDataSeed, 0, uint.MaxValue);

    private readonly Option<string> _output = OptionValues.Path(
        "--output", "DIR", "Folder for the pictures, made if need be.", "case-study");

    private readonly Option<string> _json = OptionValues.Path("--json", "FILE", "File for the results as JSON.");

    private readonly Option<bool> _quiet = new("--quiet") { Description = "Write nothing to the terminal but errors." };

    public CaseStudyCommand()
        : base("case-study", "Trains the three networks of the tutorial on activity regularization and shows what each learned.")
    {
        foreach (var option in (Option[])[_repeats, _seed, _dataSeed, _output, _json, _quiet])
            Options.Add(option);
        SetAction((arguments, cancellation) => RunAsync(arguments, cancellation));
    }

    public string Notes => """
        The tutorial is "How to Reduce Generalization Error With Activity
        Regularization": 100 noisy points of two circles, 30 of them to train; a network
        without a penalty, one with L1 on its hidden layer before the ReLU, one with L1
        after it. The first training of each is shown beside the published figures and
        drawn: the data, the learning curves, the decision surfaces. All trainings
        together tell how much is luck of the initial weights.

        Examples:
          actreg case-study
          actreg case-study --repeats 200 --json results.json
          actreg case-study --seed 7 --repeats 1 --output seed-7

        Exit codes:
          0    done
          1    failed; standard error has the reason
          2    wrong usage; standard error has what is wrong
          130  cancelled with Ctrl+C
        """;

    private async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellation)
    {
        var settings = new CaseStudySettings
        {
            Repeats = arguments.GetValue(_repeats),
            Seed = arguments.GetValue(_seed),
            DataSeed = arguments.GetValue(_dataSeed),
        };
        var (output, error) = arguments.GetValue(_quiet)
            ? (Consoles.Silent(), Consoles.Silent())
            : (Consoles.Output(), Consoles.Error());
        var run = new CaseStudyRun(settings, output, error)
        {
            Folder = Path.GetFullPath(arguments.GetRequiredValue(_output)),
            JsonFile = arguments.GetValue(_json) is { } file ? Path.GetFullPath(file) : null,
        };
        // Not on this thread, which has to get ready for Ctrl+C.
        await Task.Run(() => run.RunAsync(cancellation), cancellation);
        return ExitCode.Done;
    }
}
