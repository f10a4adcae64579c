using System.CommandLine;
using ActReg.MLNet.Cli.CommandLine;
using ActReg.MLNet.Cli.Terminal;

namespace ActReg.MLNet.Cli.Tables;

/// <summary><c>actreg describe</c>: its options.</summary>
internal sealed class DescribeCommand : StudyCommand
{
    private readonly Argument<string> _model = new("MODEL") { Description = "A model that ML.NET saved, with a network of ActReg.MLNet in it." };

    public DescribeCommand()
        : base("describe", "Shows what a model keeps of its training, without any data.")
    {
        Arguments.Add(_model);
        AddOptions(Json, Quiet);
    }

    public override string Notes => """
        Of each layer what it puts out, its weights and what it is made of; how the network
        was trained; and of some epochs losses, accuracy, and the share of zeros that
        penalized layers put out. --json has all epochs, and all networks that score
        together. How sparse a model is on data, and which columns matter, is told by
        'actreg report'.

        Examples:
          actreg describe titanic.zip
          actreg describe titanic.zip --json titanic.json --quiet
        """;

    protected override Task RunAsync(ParseResult arguments, CancellationToken cancellation)
    {
        new DescribeRun(Consoles.Output(arguments.GetValue(Quiet))) { Model = new(_model.Name, arguments.GetRequiredValue(_model)), Json = arguments.GetValue(Json) }.Run();
        return Task.CompletedTask;
    }
}
