using System.CommandLine;
using ActReg.MLNet.Cli.CommandLine;
using ActReg.MLNet.Cli.Terminal;

namespace ActReg.MLNet.Cli.CaseStudy;

/// <summary><c>actreg case-study</c>: its options, and the order in which it does things.</summary>
internal sealed class CaseStudyCommand : StudyCommand
{
    private readonly Option<int> _repeats = OptionValues.WholeNumber(
        "--repeats", "Initializations of each model.", CaseStudySettings.DefaultRepeats, 1, 100_000);

    private readonly Option<int> _seed = Seed(
        "Seed of the first initialization; each further one takes the next.", CaseStudySettings.DefaultSeed);

    private readonly Option<long> _dataSeed = OptionValues.WholeNumber<long>(
        "--data-seed", "Seed of the data; the published figures belong to 1.",
        CaseStudySettings.TutorialDataSeed, 0, uint.MaxValue);

    private readonly Option<OutputPath> _output = OptionValues.OutputFolder(
        "--output", "Folder for the pictures, made if need be.", "case-study");

    public CaseStudyCommand()
        : base("case-study", "Trains the three networks of the tutorial on activity regularization and shows what each learned.") =>
        AddOptions(_repeats, _seed, _dataSeed, _output, Json, Quiet);

    public override string Notes => """
        The tutorial is "How to Reduce Generalization Error With Activity
        Regularization": 100 noisy points of two circles, 30 of them to train; a network
        without a penalty, one with L1 on its hidden layer before the ReLU, one with L1
        after it. The first training of each is shown beside the published figures and
        drawn: the data, the learning curves, the decision surfaces. All trainings
        together tell how much is luck of the initial weights; --data-seed, how much is
        luck of the points.

        Examples:
          actreg case-study
          actreg case-study --repeats 200 --json results.json
          actreg case-study --seed 7 --repeats 1 --output seed-7
        """;

    protected override Task RunAsync(ParseResult arguments, CancellationToken cancellation)
    {
        var settings = new CaseStudySettings
        {
            Repeats = arguments.GetValue(_repeats),
            Seed = arguments.GetValue(_seed),
            DataSeed = arguments.GetValue(_dataSeed),
        };
        var isQuiet = arguments.GetValue(Quiet);
        var run = new CaseStudyRun(settings, Consoles.Output(isQuiet), Consoles.Error(isQuiet))
        {
            Pictures = arguments.GetRequiredValue(_output),
            Json = arguments.GetValue(Json),
        };
        run.Run(cancellation);
        return Task.CompletedTask;
    }
}
