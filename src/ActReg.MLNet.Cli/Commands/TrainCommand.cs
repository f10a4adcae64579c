using System.CommandLine;
using ActReg.MLNet.Cli.CommandLine;
using ActReg.MLNet.Cli.Terminal;

namespace ActReg.MLNet.Cli.Tables;

/// <summary><c>actreg train</c>: its options, and the order in which it does things.</summary>
internal sealed class TrainCommand : TableCommand
{
    private readonly Argument<string> _file = new("FILE") { Description = "The table: CSV, TSV or Parquet." };

    private readonly Option<string?> _label = OptionValues.Text("--label", "The column to predict.");

    private readonly Option<OutputPath> _model = OptionValues.RequiredFile("--model", "File for the model, as ML.NET saves it.");

    private readonly KindOptions _kinds = new();

    private readonly Option<int[]?> _hiddenUnits = OptionValues.WholeNumbers("--hidden-units", "Width of each hidden layer of one plain network; 256 by default.", 1, 1_000_000);

    private readonly Option<int?> _epochs = OptionValues.WholeNumber("--epochs", "Passes of one plain network over the rows; 200 by default.", 1, 1_000_000);

    private readonly Option<int?> _batchSize = OptionValues.WholeNumber("--batch-size", "Rows per update of one plain network; by default a sixteenth of all, from 4 to 32.", 1, 1_000_000);

    private readonly Option<float?> _learningRate = OptionValues.PositiveNumber("--learning-rate", "Adam's learning rate of one plain network, the same throughout; by default it follows from rows and epochs, and falls to 0.");

    private readonly Option<float> _l1 = OptionValues.Number("--l1", "Strength of the L1 penalty on what hidden layers put out; 0 for none.", 0);

    private readonly Option<float> _l2 = OptionValues.Number("--l2", "Strength of the L2 penalty on what hidden layers put out; 0 for none.", 0);

    private readonly Option<string> _placement = OptionValues.Word("--placement", "Where the penalty is: before or after the ReLU.", [.. PenaltyWords.Placements.Keys], "post");

    private readonly Option<string> _reduction = OptionValues.Word(
        "--reduction", "Whether the penalty is on the sum over a batch, or the mean.", [.. PenaltyWords.Reductions.Keys], "mean");

    private readonly Option<int> _folds = OptionValues.WholeNumber(
        "--folds", "Folds to validate by: as many more trainings, of a plain network with a penalty twice as many; 0 for none.", 5, 0, 100);

    private readonly Option<int> _seed = Seed("Seed of initialization and shuffling.", NetworkChoices.DefaultSeed);

    public TrainCommand()
        : base("train", "Trains a network on a table, and saves it as an ML.NET model.")
    {
        _label.Required = true;
        Arguments.Add(_file);
        AddOptions(
        [
            _label, _model, .. _kinds.All, _hiddenUnits, _epochs, _batchSize, _learningRate, _l1, _l2, _placement, _reduction, _folds, _seed,
            .. ReadingOptions, Json, Quiet,
        ]);
    }

    public override string Notes => $"""
        The command says what it takes each column for, by the first {TableSurvey.RowsLookedAt} rows, and
        which it leaves out and why. It trains {TabularRecipe.Members} networks that score together, need no
        choice and each keep their best epoch (ActivityRegularizedTabularMlp); with any of
        --hidden-units, --epochs, --batch-size and --learning-rate one plain network
        (ActivityRegularizedMlp), with the defaults of the others. Booleans are the numbers
        1 and 0; numbers that are missing get a flag, and the median in their place, of one
        plain network the mean; categories are one place for each text; texts, on request,
        1,024 places that words and pairs share by their hashes. Rows without a label are
        left out.

        How well new rows would be told is measured by cross-validation, everything being
        fitted in each fold anew, with 95 % intervals, cut off at what a metric can be; the
        model is then trained on all rows. That takes --folds and one more trainings; after
        a while the time left is told. --folds 0 trains once.

        The model is an ordinary ML.NET zip: any program loads it with
        mlContext.Model.Load; its inputs are the file's columns, and its predictions the
        label's own values.

        {FileNotes}

        Examples:
          actreg train titanic.csv --label Survived --model titanic.zip
          actreg train wine.csv --label quality --task regression --model wine.zip
          actreg train data.parquet --label y --l1 1e-4 --placement pre --model m.zip
          actreg train data.parquet --label y --hidden-units 64,32 --epochs 50 --model m.zip
          actreg train umsatz.csv --label Kauf --culture de-DE --ignore Kunde --model k.zip
        """;

    protected override Task RunAsync(ParseResult arguments, CancellationToken cancellation)
    {
        if (Array.Find<Option>([_placement, _reduction], option => IsGiven(option, arguments)) is { } ofPenalty && arguments.GetValue(_l1) == 0 && arguments.GetValue(_l2) == 0)
            throw new WrongUsageException($"{ofPenalty.Name} is of a penalty; --l1 or --l2 must be above 0.");
        if (arguments.GetValue(_folds) == 1)
            throw new WrongUsageException("--folds must be 0 or at least 2; received '1'.");
        var run = new TrainRun(Network(arguments), _kinds.Choices(arguments), Consoles.Output(arguments.GetValue(Quiet)))
        {
            File = Read(_file, arguments),
            Format = Format(arguments),
            Label = arguments.GetRequiredValue(_label)!,
            Task = _kinds.Task(arguments),
            Positive = _kinds.Positive(arguments),
            Folds = arguments.GetValue(_folds),
            Model = arguments.GetRequiredValue(_model),
            Json = arguments.GetValue(Json),
        };
        run.Run(cancellation);
        return System.Threading.Tasks.Task.CompletedTask;
    }

    /// <summary>The one that needs no choice, unless something is chosen that is of the other alone.</summary>
    private TrainerChoices Network(ParseResult arguments)
    {
        var byDefault = new NetworkChoices();
        var isPlain = Array.Exists<Option>([_hiddenUnits, _epochs, _batchSize, _learningRate], option => IsGiven(option, arguments));
        TrainerChoices network = !isPlain ? new TabularChoices() : byDefault with
        {
            HiddenUnits = IsGiven(_hiddenUnits, arguments) ? arguments.GetRequiredValue(_hiddenUnits)! : byDefault.HiddenUnits,
            Epochs = arguments.GetValue(_epochs) ?? byDefault.Epochs,
            BatchSize = arguments.GetValue(_batchSize),
            LearningRate = arguments.GetValue(_learningRate),
        };
        return network with
        {
            L1 = arguments.GetValue(_l1),
            L2 = arguments.GetValue(_l2),
            Placement = PenaltyWords.Placements[arguments.GetRequiredValue(_placement)],
            Reduction = PenaltyWords.Reductions[arguments.GetRequiredValue(_reduction)],
            Seed = arguments.GetValue(_seed),
        };
    }

    private static bool IsGiven(Option option, ParseResult arguments) => arguments.GetResult(option) is { Implicit: false };
}
