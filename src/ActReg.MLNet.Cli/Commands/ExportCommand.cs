using System.CommandLine;
using ActReg.MLNet.Cli.CommandLine;
using ActReg.MLNet.Cli.Terminal;

namespace ActReg.MLNet.Cli.Tables;

/// <summary><c>actreg export</c>: its options.</summary>
internal sealed class ExportCommand : StudyCommand
{
    private readonly Argument<string> _model = new("MODEL") { Description = "A model of 'actreg train', or another that ML.NET saved." };

    private readonly Argument<string> _output = new("OUT") { Description = "File for the ONNX graph, such as model.onnx." };

    public ExportCommand()
        : base("export", "Writes a model as an ONNX graph, for ONNX Runtime and others.")
    {
        Arguments.Add(_model);
        Arguments.Add(_output);
        AddOptions(Quiet);
    }

    public override string Notes => """
        The graph takes the columns that predictions are made of, each a tensor of
        [rows, 1]: numbers as 32-bit floats, where NaN is a missing one, Booleans as the
        numbers 0 and 1, categories as texts, where an empty one is missing. It gives what
        'actreg score' does, under the names Score.output, Probability.output and
        PredictedLabel.output, within 0.00001 of it; of two classes the label is whether it
        is the second one. ML.NET has no ONNX form of what makes numbers of texts, so that
        models with columns of texts cannot be exported.

        Examples:
          actreg export titanic.zip titanic.onnx
        """;

    protected override Task RunAsync(ParseResult arguments, CancellationToken cancellation)
    {
        new ExportRun(Consoles.Output(arguments.GetValue(Quiet)))
        {
            Model = new(_model.Name, arguments.GetRequiredValue(_model)),
            Output = new(_output.Name, arguments.GetRequiredValue(_output)),
        }.Run();
        return Task.CompletedTask;
    }
}
