using System.Text.Json.Serialization;
using Microsoft.ML;

namespace ActReg.MLNet.Cli.Tables;

/// <summary>The trainer for tables, which needs no choice of layers, epochs or rate.</summary>
internal sealed record TabularChoices : TrainerChoices
{
    public override string Trainer => "tabular";

    /// <summary>The networks that score together.</summary>
    public int Members { get; } = TabularRecipe.Members;

    [JsonIgnore]
    public override bool TakesRawFeatures => true;

    public override long EpochsOf(long rows) => Members * (long)TabularRecipe.EpochsOf(rows);

    public override IEstimator<ITransformer> Create(MLContext mlContext, TableLabel label, Action<EpochEnd>? onEpochEnd, CancellationToken cancellation)
    {
        var options = Watched(TabularRecipe.ToOptions(label.Roles.Label, label.Roles.Features, null, Penalty, Placement), onEpochEnd, cancellation);
        (options.Seed, options.Members) = (Seed, Members);
        return label.Task switch
        {
            TableTask.Binary => mlContext.BinaryClassification.Trainers.ActivityRegularizedTabularMlp(options),
            TableTask.Multiclass => mlContext.MulticlassClassification.Trainers.ActivityRegularizedTabularMlp(options),
            _ => mlContext.Regression.Trainers.ActivityRegularizedTabularMlp(options),
        };
    }
}
