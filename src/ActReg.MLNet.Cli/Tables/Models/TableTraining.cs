using Microsoft.ML;

namespace ActReg.MLNet.Cli.Tables;

/// <summary>A table and the pipeline that is to be fitted to it.</summary>
internal sealed class TableTraining
{
    private readonly TrainerChoices _network;

    /// <param name="table">The table.</param>
    /// <param name="survey">What its columns are.</param>
    /// <param name="label">What to tell.</param>
    /// <param name="network">How the network is trained.</param>
    /// <exception cref="TableException">No column is left to tell it by.</exception>
    public TableTraining(DataFile table, TableSurvey survey, TableLabel label, TrainerChoices network)
    {
        (Label, Columns, HeaderDoubt, _network) = (label, survey.Columns, table.HeaderDoubt, network);
        if (!Columns.Any(column => column.IsUsed))
            throw new TableException($"{table.Name} must have a column beside '{label.Column}' to tell it by; all others are left out: {string.Join(", ", Columns.Where(column => column.Reason != null).Select(column => $"'{column.Name}' ({column.Reason})"))}.");
        MLContext = new MLContext(network.Seed);
        Rows = new(table, ModelSchema.Columns(Columns, label)) { Required = Columns.Single(column => column.Kind == ColumnKind.Label).Source };
    }

    public MLContext MLContext { get; }

    public TableLabel Label { get; }

    public IReadOnlyList<TakenColumn> Columns { get; }

    /// <summary>See <see cref="DataFile.HeaderDoubt"/>.</summary>
    public string? HeaderDoubt { get; }

    /// <summary>All rows that have a label.</summary>
    public TableView Rows { get; }

    /// <summary>All that is fitted, to these rows or to some of them.</summary>
    /// <param name="onEpochEnd">Called after each epoch.</param>
    /// <param name="cancellation">Cancels the training of the network.</param>
    public IEstimator<ITransformer> Estimator(Action<EpochEnd>? onEpochEnd, CancellationToken cancellation) =>
        TablePipeline.Create(MLContext, Features(), Label, _network.Create(MLContext, Label, onEpochEnd, cancellation));

    /// <summary>What makes the features, as the trainer takes them.</summary>
    public IEstimator<ITransformer> Features() => new FeatureColumns(MLContext, Columns, _network.TakesRawFeatures).Estimator(Label.Roles.Features);

    /// <summary>Saves a model as ML.NET does, with all that other commands have to know of the table.</summary>
    public void Save(ITransformer model, Stream file) => MLContext.Model.SaveVerified(model, Rows.Schema, file);
}
