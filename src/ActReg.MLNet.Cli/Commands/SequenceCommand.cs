using System.CommandLine;
using ActReg.MLNet.Cli.CommandLine;
using ActReg.MLNet.Cli.Terminal;

namespace ActReg.MLNet.Cli.Sequence;

/// <summary><c>actreg sequence</c>: its options, and the order in which it does things.</summary>
internal sealed class SequenceCommand : StudyCommand
{
    private static readonly Dictionary<string, RecurrentCell> Cells = new()
    {
        ["lstm"] = RecurrentCell.Lstm,
        ["gru"] = RecurrentCell.Gru,
        ["simple-rnn"] = RecurrentCell.SimpleRnn,
    };

    private static readonly Dictionary<string, SequencePenalty> Penalties = new()
    {
        ["l2"] = SequencePenalty.L2,
        ["temporal"] = SequencePenalty.Temporal,
        ["none"] = SequencePenalty.None,
    };

    private readonly Option<int> _timesteps = OptionValues.WholeNumber(
        "--timesteps", "Events of a row.", SequenceSettings.DefaultTimesteps, 2, 1000);

    private readonly Option<int> _rows = OptionValues.WholeNumber(
        "--rows", "Rows to train.", SequenceSettings.DefaultRows, 100, 1_000_000);

    private readonly Option<int> _epochs = OptionValues.WholeNumber(
        "--epochs", "Epochs of the recurrent network.", SequenceSettings.DefaultEpochs, 1, 100_000);

    private readonly Option<int> _repeats = OptionValues.WholeNumber(
        "--repeats", "Draws of rows and initial weights.", SequenceSettings.DefaultRepeats, 1, 1000);

    private readonly Option<int> _seed = Seed(
        "Seed of the first repeat; each further one takes the next.", SequenceSettings.DefaultSeed);

    private readonly Option<string> _cell = OptionValues.Word(
        "--cell", "What the recurrent layer is made of.", Cells.Keys, "lstm");

    private readonly Option<string> _penalty = OptionValues.Word(
        "--penalty", "On the recurrent layer's outputs.", Penalties.Keys, "l2");

    private readonly Option<float> _strength = OptionValues.Number(
        "--strength", "Of the penalty.", SequenceSettings.DefaultStrength);

    private readonly Option<OutputPath> _model = OptionValues.OutputFile(
        "--model", "File for the first repeat's recurrent network, as an ML.NET model.");

    public SequenceCommand()
        : base("sequence", "Trains a recurrent network where order matters, beside methods that do not read in order.") =>
        AddOptions(_timesteps, _rows, _epochs, _repeats, _seed, _cell, _penalty, _strength, Json, _model, Quiet);

    public override string Notes => """
        A lamp has three buttons: on, off and toggle. A row is what was pressed at each
        timestep, if anything; the label is whether the lamp, dark at first, is lit at the
        end. The last on or off and the toggles after it tell, wherever they stand; labels
        have no noise, so 1 is the best possible accuracy. --penalty l2 is on the outputs
        of the last timestep, temporal on how much outputs change from one timestep to the
        next, which takes a second recurrent layer.

        Examples:
          actreg sequence
          actreg sequence --cell gru --penalty temporal --json results.json
          actreg sequence --timesteps 40 --repeats 1 --model lamp.zip
        """;

    protected override Task RunAsync(ParseResult arguments, CancellationToken cancellation)
    {
        var settings = new SequenceSettings
        {
            Timesteps = arguments.GetValue(_timesteps),
            Rows = arguments.GetValue(_rows),
            Epochs = arguments.GetValue(_epochs),
            Repeats = arguments.GetValue(_repeats),
            Seed = arguments.GetValue(_seed),
            Cell = Cells[arguments.GetRequiredValue(_cell)],
            Penalty = Penalties[arguments.GetRequiredValue(_penalty)],
            Strength = arguments.GetValue(_strength),
        };
        var run = new SequenceRun(settings, Consoles.Output(arguments.GetValue(Quiet)))
        {
            Json = arguments.GetValue(Json),
            Model = arguments.GetValue(_model),
        };
        run.Run(cancellation);
        return Task.CompletedTask;
    }
}
