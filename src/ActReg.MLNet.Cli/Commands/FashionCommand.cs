using System.CommandLine;
using ActReg.MLNet.Cli.CommandLine;
using ActReg.MLNet.Cli.Terminal;

namespace ActReg.MLNet.Cli.Fashion;

/// <summary><c>actreg fashion</c>: its options, and the order in which it does things.</summary>
internal sealed class FashionCommand : Command, IHelpNotes
{
    private readonly Option<string> _data = OptionValues.Path(
        "--data", "DIR", "Folder with the data set's four files.", FashionData.DebianFolder);

    private readonly Option<int> _images = OptionValues.WholeNumber(
        "--images", "Training images, the first so many.", FashionSettings.DefaultImages, 10, FashionSettings.DefaultImages);

    private readonly Option<int> _epochs = OptionValues.WholeNumber(
        "--epochs", "Passes over them.", FashionSettings.DefaultEpochs, 1, 10_000);

    private readonly Option<float> _l1 = OptionValues.Number(
        "--l1", "Strength of the penalty on the feature maps; 0 for none.", FashionSettings.DefaultL1);

    private readonly Option<int> _seed = OptionValues.WholeNumber(
        "--seed", "Seed of initialization, shuffling and dropout.", 1, int.MinValue, int.MaxValue);

    private readonly Option<string> _output = OptionValues.Path(
        "--output", "DIR", "Folder for the picture, made if need be.", "fashion");

    private readonly Option<string> _model = OptionValues.Path("--model", "FILE", "File for the model, as ML.NET saves it.");

    private readonly Option<string> _json = OptionValues.Path("--json", "FILE", "File for the results as JSON.");

    private readonly Option<bool> _quiet = new("--quiet") { Description = "Write nothing to the terminal but errors." };

    public FashionCommand()
        : base("fashion", "Trains a convolutional network with activity regularization on images of clothes.")
    {
        foreach (var option in (Option[])[_data, _images, _epochs, _l1, _seed, _output, _model, _json, _quiet])
            Options.Add(option);
        SetAction((arguments, cancellation) => RunAsync(arguments, cancellation));
    }

    public string Notes => """
        The data set is Fashion-MNIST, in Debian and Ubuntu the package
        dataset-fashion-mnist. The network's two convolutions have an L1 penalty on
        their feature maps; the report shows how sparse it makes them, the picture the
        most active filters: what they look for, and where they find it.

        Examples:
          actreg fashion
          actreg fashion --l1 0 --output without-penalty
          actreg fashion --images 5000 --epochs 2

        Exit codes:
          0    done
          1    failed; standard error has the reason
          2    wrong usage; standard error has what is wrong
          130  cancelled with Ctrl+C
        """;

    private async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellation)
    {
        var settings = new FashionSettings
        {
            Images = arguments.GetValue(_images),
            Epochs = arguments.GetValue(_epochs),
            L1 = arguments.GetValue(_l1),
            Seed = arguments.GetValue(_seed),
        };
        var run = new FashionRun(settings, arguments.GetValue(_quiet) ? Consoles.Silent() : Consoles.Output())
        {
            DataFolder = Path.GetFullPath(arguments.GetRequiredValue(_data)),
            Folder = Path.GetFullPath(arguments.GetRequiredValue(_output)),
            JsonPath = arguments.GetValue(_json) is { } json ? Path.GetFullPath(json) : null,
            ModelPath = arguments.GetValue(_model) is { } model ? Path.GetFullPath(model) : null,
        };
        // Not on this thread, which has to get ready for Ctrl+C.
        await Task.Run(() => run.Run(cancellation), cancellation);
        return ExitCode.Done;
    }
}
