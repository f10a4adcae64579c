using System.CommandLine;
using ActReg.MLNet.Cli.CommandLine;
using ActReg.MLNet.Cli.Terminal;

namespace ActReg.MLNet.Cli.Fashion;

/// <summary><c>actreg fashion</c>: its options, and the order in which it does things.</summary>
internal sealed class FashionCommand : StudyCommand
{
    private readonly Option<string> _data = OptionValues.InputFolder(
        "--data", "Folder with the data set's four files.", FashionData.DebianFolder);

    private readonly Option<int> _images = OptionValues.WholeNumber(
        "--images", "Training images, the first so many.", FashionSettings.DefaultImages, 10, FashionSettings.DefaultImages);

    private readonly Option<int> _epochs = OptionValues.WholeNumber(
        "--epochs", "Passes over them.", FashionSettings.DefaultEpochs, 1, 10_000);

    private readonly Option<float> _l1 = OptionValues.Number(
        "--l1", "Strength of the penalty on the feature maps; 0 for none.", FashionSettings.DefaultL1);

    private readonly Option<int> _seed = Seed("Seed of initialization, shuffling and dropout.", FashionSettings.DefaultSeed);

    private readonly Option<OutputPath> _output = OptionValues.OutputFolder(
        "--output", "Folder for the picture, made if need be.", "fashion");

    private readonly Option<OutputPath> _model = OptionValues.OutputFile(
        "--model", "File for the model, as ML.NET saves it.");

    public FashionCommand()
        : base("fashion", "Trains a convolutional network with activity regularization on images of clothes.") =>
        AddOptions(_data, _images, _epochs, _l1, _seed, _output, _model, Json, Quiet);

    public override string Notes => """
        The data set is Fashion-MNIST, in Debian and Ubuntu the package
        dataset-fashion-mnist. The network's two convolutions have an L1 penalty on
        their feature maps; the report shows how sparse it makes them, the picture the
        most active filters: what they look for, and where they find it.

        Examples:
          actreg fashion
          actreg fashion --l1 0 --output without-penalty
          actreg fashion --images 5000 --epochs 2
        """;

    protected override Task RunAsync(ParseResult arguments, CancellationToken cancellation)
    {
        var settings = new FashionSettings
        {
            Images = arguments.GetValue(_images),
            Epochs = arguments.GetValue(_epochs),
            L1 = arguments.GetValue(_l1),
            Seed = arguments.GetValue(_seed),
        };
        var run = new FashionRun(settings, Consoles.Output(arguments.GetValue(Quiet)))
        {
            DataFolder = Path.GetFullPath(arguments.GetRequiredValue(_data)),
            Pictures = arguments.GetRequiredValue(_output),
            Json = arguments.GetValue(Json),
            Model = arguments.GetValue(_model),
        };
        run.Run(cancellation);
        return Task.CompletedTask;
    }
}
