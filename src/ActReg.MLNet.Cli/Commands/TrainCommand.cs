using System.CommandLine;
using ActReg.MLNet.Cli.CommandLine;
using ActReg.MLNet.Cli.Terminal;

namespace ActReg.MLNet.Cli.Tables;

/// <summary><c>actreg train</c>: its options, and the order in which it does things.</summary>
internal sealed class TrainCommand : TableCommand
{
    private static readonly Dictionary<string, ActivityPlacement> Placements = new()
    {
        ["post"] = ActivityPlacement.PostActivation,
        ["pre"] = ActivityPlacement.PreActivation,
    };

    private readonly Argument<string> _file = new("FILE") { Description = "The table: CSV, TSV or Parquet." };

    private readonly Option<string?> _label = OptionValues.Text("--label", "The column to predict.");

    private readonly Option<OutputPath> _model = OptionValues.RequiredFile("--model", "File for the model, as ML.NET saves it.");

    private readonly KindOptions _kinds = new();

    private readonly Option<int[]> _hiddenUnits = OptionValues.WholeNumbers(
        "--hidden-units", "Width of each hidden layer.", [NetworkChoices.DefaultUnits], 1, 1_000_000);

    private readonly Option<int> _epochs = OptionValues.WholeNumber("--epochs", "Passes over the rows.", NetworkChoices.DefaultEpochs, 1, 1_000_000);

    private readonly Option<int> _batchSize = OptionValues.WholeNumber("--batch-size", "Rows per update.", NetworkChoices.DefaultBatchSize, 1, 1_000_000);

    private readonly Option<float> _learningRate = OptionValues.PositiveNumber("--learning-rate", "Adam's learning rate.", NetworkChoices.DefaultLearningRate);

    private readonly Option<float> _l1 = OptionValues.Number("--l1", "Strength of the L1 penalty on what hidden layers put out; 0 for none.", 0);

    private readonly Option<string> _placement = OptionValues.Word("--placement", "Where the penalty is: before or after the ReLU.", Placements.Keys, "post");

    private readonly Option<int> _folds = OptionValues.WholeNumber(
        "--folds", "Folds to validate by: as many more trainings, or twice as many with a penalty; 0 for none.", 5, 0, 100);

    private readonly Option<int> _seed = Seed("Seed of initialization and shuffling.", NetworkChoices.DefaultSeed);

    public TrainCommand()
        : base("train", "Trains a network on a table, and saves it as an ML.NET model.")
    {
        _label.Required = true;
        Arguments.Add(_file);
        AddOptions(
        [
            _label, _model, .. _kinds.All, _hiddenUnits, _epochs, _batchSize, _learningRate, _l1, _placement, _folds, _seed,
            .. ReadingOptions, Json, Quiet,
        ]);
    }

    public override string Notes => $"""
        The command says what it takes each column for, by the first {TableSurvey.RowsLookedAt} rows, and
        which it leaves out and why. Numbers get a flag where they are missing, the mean
        in their place, and mean 0 and deviation 1; Booleans are the numbers 1 and 0, which
        may be missing too; categories one place for each text;
        texts, on request, 1,024 places that words and pairs share by their hashes. Rows
        without a label are left out. How well new rows would be told is measured by
        cross-validation, everything being fitted in each fold anew, with 95 % intervals,
        cut off at what a metric can be; the model is then trained on all rows. It is an
        ordinary ML.NET zip: any program loads it with mlContext.Model.Load; its inputs are
        the file's columns, and its predictions the label's own values.

        {FileNotes}

        Examples:
          actreg train titanic.csv --label Survived --model titanic.zip
          actreg train wine.csv --label quality --task regression --model wine.zip
          actreg train data.parquet --label y --l1 1e-4 --hidden-units 64,32 --model m.zip
          actreg train umsatz.csv --label Kauf --culture de-DE --ignore Kunde --model k.zip
        """;

    protected override Task RunAsync(ParseResult arguments, CancellationToken cancellation)
    {
        if (arguments.GetResult(_placement) is { Implicit: false } && arguments.GetValue(_l1) == 0)
            throw new WrongUsageException("--placement is of a penalty; --l1 must be above 0.");
        if (arguments.GetValue(_folds) == 1)
            throw new WrongUsageException("--folds must be 0 or at least 2; received '1'.");
        var network = new NetworkChoices
        {
            HiddenUnits = arguments.GetRequiredValue(_hiddenUnits),
            Epochs = arguments.GetValue(_epochs),
            BatchSize = arguments.GetValue(_batchSize),
            LearningRate = arguments.GetValue(_learningRate),
            L1 = arguments.GetValue(_l1),
            Placement = Placements[arguments.GetRequiredValue(_placement)],
            Seed = arguments.GetValue(_seed),
        };
        var run = new TrainRun(network, _kinds.Choices(arguments), Consoles.Output(arguments.GetValue(Quiet)))
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
}
