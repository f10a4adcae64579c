using System.CommandLine;
using ActReg.MLNet.Cli.CommandLine;
using ActReg.MLNet.Cli.Terminal;

namespace ActReg.MLNet.Cli.Tables;

/// <summary><c>actreg report</c>: its options.</summary>
internal sealed class ReportCommand : TableCommand
{
    private readonly Option<int> _permutations = OptionValues.WholeNumber("--permutations", "How often each column is permuted.", ReportRun.DefaultPermutations, 1, 1000);

    private readonly Option<int> _seed = Seed("Seed of the permutations.", NetworkChoices.DefaultSeed);

    public ReportCommand()
        : base("report", "Shows what is inside a model of 'actreg train': layers, sparsity, and which columns matter.")
    {
        Arguments.Add(Model);
        Arguments.Add(Data);
        AddOptions([_permutations, _seed, .. ReadingOptions, Json, Quiet]);
    }

    public override string Notes => $"""
        Of each layer its shape and number of weights; of each hidden layer how sparse it
        is on the table's rows: the share of zeros, dead units, and how evenly units are
        active. Of each column by how much the loss rises when its values change places
        between rows (permutation importance): near 0 where the model does not need it.
        Rows that were not trained on tell what matters for new ones. Of networks that
        score together columns matter for all of them; layers and sparsity are shown of
        the first, and --json has the sparsity of all.

        {FileNotes}

        Examples:
          actreg report titanic.zip test.csv
          actreg report titanic.zip test.csv --permutations 20 --json report.json
        """;

    protected override Task RunAsync(ParseResult arguments, CancellationToken cancellation)
    {
        var run = new ReportRun(Consoles.Output(arguments.GetValue(Quiet)), Consoles.Error(arguments.GetValue(Quiet)))
        {
            Model = Read(Model, arguments),
            Data = Read(Data, arguments),
            Format = Format(arguments),
            Permutations = arguments.GetValue(_permutations),
            Seed = arguments.GetValue(_seed),
            Json = arguments.GetValue(Json),
        };
        run.Run(cancellation);
        return Task.CompletedTask;
    }
}
