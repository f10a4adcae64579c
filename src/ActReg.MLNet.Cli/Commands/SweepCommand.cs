using System.CommandLine;
using ActReg.MLNet.Cli.CommandLine;
using ActReg.MLNet.Cli.Tables;
using ActReg.MLNet.Cli.Terminal;

namespace ActReg.MLNet.Cli.Sweep;

/// <summary><c>actreg sweep</c>: its options, and the order in which it does things.</summary>
internal sealed class SweepCommand : TableCommand
{
    private static readonly Dictionary<string, ActivityNorm> AllNorms = Enum.GetValues<ActivityNorm>().ToDictionary(norm => norm.ToString());

    private readonly Option<string?> _data = OptionValues.Text("--data", "A table instead of the circles: CSV, TSV or Parquet.");

    private readonly Option<string?> _label = OptionValues.Text("--label", "The table's column to predict.");

    private readonly KindOptions _kinds = new();

    private readonly Option<string[]> _norms = OptionValues.Words("--norms", "Norms of the penalty.", AllNorms.Keys, [.. AllNorms.Keys]);

    private readonly Option<string[]> _placements = OptionValues.Words(
        "--placements", "Before or after the ReLU.", [.. PenaltyWords.Placements.Keys], [.. PenaltyWords.Placements.Keys]);

    private readonly Option<string[]?> _reductions = OptionValues.Words(
        "--reductions", "What is penalized: the sum over a batch, or the mean; both of circles, mean of a table.", [.. PenaltyWords.Reductions.Keys]);

    private readonly Option<float[]?> _strengths = OptionValues.Numbers("--strengths", "Strengths; 1e-5,1e-4,1e-3,1e-2,1e-1 by default.");

    private readonly Option<int?> _repeats = OptionValues.WholeNumber(
        "--repeats", "Seeds on the test points of circles, 10 by default; of a table how often rows are dealt out to folds, once by default.", 1, 10_000);

    private readonly Option<int> _folds = OptionValues.WholeNumber("--folds", "Folds of the training rows to choose by.", 5, 2, 1000);

    private readonly Option<int> _nestedFolds = OptionValues.WholeNumber(
        "--nested-folds", "Of a table: folds within each fold that tell what choosing achieves; 0 for none.", 3, 0, 1000);

    private readonly Option<int> _draws = OptionValues.WholeNumber(
        "--draws", "Fresh draws of circles, each trained on once, instead of the tutorial's points.", 0, 0, 100_000);

    private readonly Option<long> _dataSeed = OptionValues.WholeNumber<long>("--data-seed", "Seed of the circles, or of the first draw.", 1, 0, uint.MaxValue);

    private readonly Option<string?> _metric = OptionValues.Text("--metric", "What to choose by: Accuracy of circles, LogLoss or RootMeanSquaredError of a table.");

    private readonly Option<int[]?> _hiddenUnits = OptionValues.WholeNumbers("--hidden-units", "Width of each hidden layer; 500 of circles, 256 of a table.", 1, 1_000_000);

    private readonly Option<int?> _epochs = OptionValues.WholeNumber("--epochs", "Passes over the rows; 4,000 of circles, 200 of a table.", 1, 1_000_000);

    private readonly Option<int?> _batchSize = OptionValues.WholeNumber("--batch-size", "Rows per update; by default 32 of circles, of a table a sixteenth of the rows, from 4 to 32.", 1, 1_000_000);

    private readonly Option<float?> _learningRate = OptionValues.PositiveNumber("--learning-rate", "Adam's learning rate, the same throughout; by default 0.001 of circles, of a table what follows from rows and epochs, falling to 0.");

    private readonly Option<int> _seed = Seed("Seed of the first repeat; each further one takes the next.", SweepSettings.DefaultSeed);

    private readonly Option<int?> _threads = OptionValues.WholeNumber("--threads", "Trainings at a time; as many as there are processors by default.", 1, 1024);

    private readonly Option<OutputPath> _journal = OptionValues.OutputFile("--journal", "File to which each result is added; a sweep that was killed goes on from it.");

    private readonly Option<OutputPath> _report = OptionValues.OutputFile("--report", "File for one page of HTML with tables and pictures.");

    public SweepCommand()
        : base("sweep", "Compares norms, placements and strengths of activity regularization, and says what is more than luck.")
    {
        AddOptions(
        [
            _data, _label, .. _kinds.All, _norms, _placements, _reductions, _strengths, _repeats, _folds, _nestedFolds, _draws, _dataSeed, _metric, _hiddenUnits, _epochs, _batchSize,
            _learningRate, _seed, _threads, _journal, .. ReadingOptions, Json, _report, Quiet,
        ]);
    }

    public override string Notes => $"""
        Without --data it is the tutorial's case: 30 of 100 points of two circles to train.
        All candidates have the same rows and seeds, and are compared with a network
        without a penalty and one that stops early. One is chosen by cross-validation of
        the training rows: the sparsest within one standard error of the best. Test points
        choose nothing. --draws tells what is left of a gain on other points. A result
        file (--json) is the same for any number of threads and interruptions; times are
        in the report alone. It has learning curves where --report asks for them, too.

        {FileNotes}

        Examples:
          actreg sweep
          actreg sweep --repeats 30 --report sweep.html --journal sweep.jsonl
          actreg sweep --draws 200 --norms L1 --placements pre --reductions sum --strengths 1e-4
          actreg sweep --data titanic.csv --label Survived --strengths 1e-4,1e-3,1e-2
        """;

    protected override Task RunAsync(ParseResult arguments, CancellationToken cancellation)
    {
        var table = arguments.GetValue(_data);
        Refuse(arguments, table == null, [_label, .. _kinds.All, _nestedFolds], "is of a table; --data must name one.");
        Refuse(arguments, table != null, [_draws, _dataSeed], "is of circles; --data must be left out.");
        Refuse(arguments, arguments.GetValue(_draws) > 0, [_repeats, _folds], "is not of draws, each of which is trained on once; --draws must be left out.");
        if (table != null && arguments.GetValue(_label) == null)
            throw new WrongUsageException("--label must name the column to predict of --data.");
        var isQuiet = arguments.GetValue(Quiet);
        var settings = new SweepSettings
        {
            Norms = [.. arguments.GetRequiredValue(_norms).Select(norm => AllNorms[norm])],
            Placements = [.. arguments.GetRequiredValue(_placements).Select(placement => PenaltyWords.Placements[placement])],
            Reductions = [.. (Given(_reductions, arguments) ?? (table == null ? [.. PenaltyWords.Reductions.Keys] : ["mean"])).Select(reduction => PenaltyWords.Reductions[reduction])],
            Strengths = Given(_strengths, arguments) ?? SweepSettings.DefaultStrengths,
            Repeats = arguments.GetValue(_repeats),
            Folds = arguments.GetValue(_folds),
            NestedFolds = arguments.GetValue(_nestedFolds),
            Seed = arguments.GetValue(_seed),
            Metric = arguments.GetValue(_metric),
            Journal = arguments.GetValue(_journal)?.FullPath,
            MaxDegreeOfParallelism = arguments.GetValue(_threads),
            LearningCurves = arguments.GetValue(_report) != null,
        };
        var run = new SweepRun(settings, Consoles.Output(isQuiet), Consoles.Error(isQuiet))
        {
            Json = arguments.GetValue(Json),
            Report = arguments.GetValue(_report),
            Journal = arguments.GetValue(_journal),
            CommandLine = CommandText.Of(arguments.Tokens.Select(token => token.Value)),
            Read = table == null ? [] : [new(_data.Name, table)],
        };
        run.Run(() => table == null ? Circles(arguments) : Table(table, arguments, settings.Seed, cancellation), cancellation);
        return Task.CompletedTask;
    }

    private CirclesSweep Circles(ParseResult arguments)
    {
        var byDefault = new CirclesSweep();
        if (Given(_hiddenUnits, arguments) is { Length: not 1 } units)
            throw new WrongUsageException($"--hidden-units must be one number of circles, whose network has one hidden layer; received {units.Length}.");
        return new()
        {
            Draws = arguments.GetValue(_draws),
            DataSeed = arguments.GetValue(_dataSeed),
            Units = Given(_hiddenUnits, arguments)?[0] ?? byDefault.Units,
            Epochs = arguments.GetValue(_epochs) ?? byDefault.Epochs,
            BatchSize = arguments.GetValue(_batchSize) ?? byDefault.BatchSize,
            LearningRate = arguments.GetValue(_learningRate) ?? byDefault.LearningRate,
        };
    }

    private TableSweep Table(string name, ParseResult arguments, int seed, CancellationToken cancellation)
    {
        var file = TableFiles.Open(_data.Name, name, Format(arguments));
        var column = file.IndexOf(arguments.GetRequiredValue(_label)!, _label.Name);
        var survey = TableSurvey.Of(file, column, _kinds.Choices(arguments), cancellation);
        var label = new LabelRules(file, file.Columns[column], survey.Label).Label(_kinds.Task(arguments), _kinds.Positive(arguments));
        var byDefault = new NetworkChoices();
        var network = byDefault with
        {
            HiddenUnits = Given(_hiddenUnits, arguments) ?? byDefault.HiddenUnits,
            Epochs = arguments.GetValue(_epochs) ?? byDefault.Epochs,
            BatchSize = arguments.GetValue(_batchSize),
            LearningRate = arguments.GetValue(_learningRate),
            Seed = seed,
        };
        return new(name, new TableTraining(file, survey, label, network), survey.Label.Count, network, CommandText.Given(arguments, [.. _kinds.All, .. ReadingOptions]));
    }

    /// <summary>Of arrays that are not given, the parser has empty ones.</summary>
    private static T[]? Given<T>(Option<T[]?> option, ParseResult arguments) => arguments.GetResult(option) is { Implicit: false } ? arguments.GetValue(option) : null;

    private static void Refuse(ParseResult arguments, bool isRefused, Option[] options, string reason)
    {
        foreach (var option in options)
        {
            if (isRefused && arguments.GetResult(option) is { Implicit: false })
                throw new WrongUsageException($"{option.Name} {reason}");
        }
    }
}
