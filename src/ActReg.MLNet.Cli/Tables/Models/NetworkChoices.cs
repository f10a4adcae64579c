using System.Globalization;
using System.Text.Json.Serialization;
using Microsoft.ML;

namespace ActReg.MLNet.Cli.Tables;

/// <summary>The plain trainer, and how it is to train: what is written is what runs.</summary>
internal sealed record NetworkChoices : TrainerChoices
{
    public const int DefaultEpochs = 200;
    public const int DefaultUnits = 256;

    public override string Trainer => "plain";

    /// <summary>The width of each hidden layer.</summary>
    public IReadOnlyList<int> HiddenUnits { get; init; } = [DefaultUnits];

    public int Epochs { get; init; } = DefaultEpochs;

    /// <summary>Null for what follows from the rows.</summary>
    public int? BatchSize { get; init; }

    /// <summary>Null for what follows from rows and epochs.</summary>
    public float? LearningRate { get; init; }

    /// <summary>How it is to train, for people.</summary>
    [JsonIgnore]
    public string Training => string.Create(
        CultureInfo.InvariantCulture,
        $"{Epochs} epochs of batches {(BatchSize is { } rows ? $"of {rows}" : "that follow from the rows")}, Adam, rate {(LearningRate is { } rate ? $"{rate}" : "by rows and epochs")}");

    [JsonIgnore]
    public override bool TakesRawFeatures => false;

    /// <summary>The options of the trainer.</summary>
    /// <param name="roles">What the pipeline calls its columns.</param>
    public ActivityRegularizedMlpOptions Options(ColumnRoles roles)
    {
        var options = MlpArguments.ToOptions(
            roles.Label, roles.Features, null, [.. HiddenUnits], Penalty, Placement, Epochs, BatchSize, LearningRate);
        options.Seed = Seed;
        return options;
    }

    public override long EpochsOf(long rows) => Epochs;

    public override IEstimator<ITransformer> Create(MLContext mlContext, TableLabel label, Action<EpochEnd>? onEpochEnd, CancellationToken cancellation)
    {
        var options = Watched(Options(label.Roles), onEpochEnd, cancellation);
        return label.Task switch
        {
            TableTask.Binary => mlContext.BinaryClassification.Trainers.ActivityRegularizedMlp(options),
            TableTask.Multiclass => mlContext.MulticlassClassification.Trainers.ActivityRegularizedMlp(options),
            _ => mlContext.Regression.Trainers.ActivityRegularizedMlp(options),
        };
    }
}
