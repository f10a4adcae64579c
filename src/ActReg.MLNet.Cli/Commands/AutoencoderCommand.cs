using System.CommandLine;
using ActReg.MLNet.Cli.CommandLine;
using ActReg.MLNet.Cli.Terminal;

namespace ActReg.MLNet.Cli.Autoencoder;

/// <summary><c>actreg autoencoder</c>: its options, and the order in which it does things.</summary>
internal sealed class AutoencoderCommand : StudyCommand
{
    private readonly Option<string> _data = OptionValues.Source(
        "--data", "The rows: digits, fashion or a table, FILE.csv.", AutoencoderSources.Digits);

    private readonly Option<string?> _label = OptionValues.Text("--label", "A table's column of classes, which codes are compared by.");

    private readonly Option<int> _images = OptionValues.WholeNumber(
        "--images", "Of fashion, the first so many images to train.", AutoencoderSettings.DefaultImages, 100, 60_000);

    private readonly Option<int> _units = OptionValues.WholeNumber(
        "--units", "Units of the code; 0 for twice the features.", 0, 0, 1_000_000);

    private readonly Option<int> _k = OptionValues.WholeNumber(
        "--k", "Units that are on per row; 0 for a quarter of them, 8 at most.", 0, 0, 1_000_000);

    private readonly Option<int> _epochs = OptionValues.WholeNumber(
        "--epochs", "Passes over the rows; 0 for as many as go through 400,000, 300 at most.", 0, 0, 100_000);

    private readonly Option<int> _batchSize = OptionValues.WholeNumber(
        "--batch-size", "Rows per update; 0 for 64, or 512 of 5,000 rows and more.", 0, 0, 1_000_000);

    private readonly Option<float> _learningRate = OptionValues.PositiveNumber(
        "--learning-rate", "Adam's learning rate.", AutoencoderSettings.DefaultLearningRate);

    private readonly Option<int> _repeats = OptionValues.WholeNumber(
        "--repeats", "Of each comparison, with other rows and seeds.", AutoencoderSettings.DefaultRepeats, 1, 1000);

    private readonly Option<int> _seed = Seed("Seed of initialization and shuffling.", AutoencoderSettings.DefaultSeed);

    private readonly Option<bool> _quick = new("--quick") { Description = "Train and draw only: no frontier, no comparisons." };

    private readonly Option<OutputPath> _output = OptionValues.OutputFolder("--output", "Folder for the pictures, made if need be.", "autoencoder");

    private readonly Option<OutputPath> _model = OptionValues.OutputFile("--model", "File for the model, as ML.NET saves it.");

    public AutoencoderCommand()
        : base("autoencoder", "Trains a sparse autoencoder, shows what it has learned, and compares it.") =>
        AddOptions(_data, _label, _images, _units, _k, _epochs, _batchSize, _learningRate, _repeats, _seed, _quick, _output, _model, Json, Quiet);

    public override string Notes => """
        Each row is told by few of many units (TopK). The report says how well, and how
        many units are dead; pictures show what units stand for, rows beside their
        reconstructions, and how TopK, BatchTopK, JumpReLU and L1 compare at several
        numbers of units per row. With labels, a linear trainer on codes is compared with
        one on the features and on principal components, and the reconstruction error
        with RandomizedPca as a finder of anomalies. The digits are part of this program;
        fashion is Fashion-MNIST, in Debian and Ubuntu the package dataset-fashion-mnist.
        The model reads a vector column, Features: the digits' or images' pixels, or a
        table's numbers as they stand in the file, in the order of its slot names.

        Examples:
          actreg autoencoder
          actreg autoencoder --data fashion --units 6272 --k 32 --quick
          actreg autoencoder --data table.csv --label Species --k 4
        """;

    protected override Task RunAsync(ParseResult arguments, CancellationToken cancellation)
    {
        var settings = new AutoencoderSettings
        {
            Units = arguments.GetValue(_units),
            K = arguments.GetValue(_k),
            Epochs = arguments.GetValue(_epochs),
            BatchSize = arguments.GetValue(_batchSize),
            LearningRate = arguments.GetValue(_learningRate),
            Repeats = arguments.GetValue(_repeats),
            Seed = arguments.GetValue(_seed),
        };
        var data = arguments.GetRequiredValue(_data);
        if (arguments.GetValue(_label) != null && data is AutoencoderSources.Digits or AutoencoderSources.Fashion)
            throw new WrongUsageException($"--label is for a table; {data} have labels.");
        if (arguments.GetResult(_images) is { Implicit: false } && data != AutoencoderSources.Fashion)
            throw new WrongUsageException($"--images is for {AutoencoderSources.Fashion} only.");
        var run = new AutoencoderRun(settings, Consoles.Output(arguments.GetValue(Quiet)))
        {
            Data = data,
            Label = arguments.GetValue(_label),
            Images = arguments.GetValue(_images),
            IsQuick = arguments.GetValue(_quick),
            Pictures = arguments.GetRequiredValue(_output),
            Json = arguments.GetValue(Json),
            Model = arguments.GetValue(_model),
        };
        run.Run(cancellation);
        return Task.CompletedTask;
    }
}
