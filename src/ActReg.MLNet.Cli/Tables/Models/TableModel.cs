using Microsoft.ML;

namespace ActReg.MLNet.Cli.Tables;

/// <summary>A saved model, and all that it says of the tables it takes.</summary>
internal sealed class TableModel
{
    private const string Role = "MODEL";

    private TableModel(MLContext mlContext, string name, ITransformer transformer, DataViewSchema schema) =>
        (MLContext, Name, Transformer, Schema, Label) = (mlContext, name, transformer, schema, ModelSchema.LabelOf(schema));

    public MLContext MLContext { get; }

    /// <summary>What messages call it.</summary>
    public string Name { get; }

    public ITransformer Transformer { get; }

    /// <summary>What it takes.</summary>
    public DataViewSchema Schema { get; }

    /// <summary>The label; <see langword="null"/> of a model that <c>actreg train</c> did not make.</summary>
    public TableLabel? Label { get; }

    /// <summary>The columns that it takes.</summary>
    public IEnumerable<(string Name, ColumnKind? Kind)> Columns => Schema.Select(column => (column.Name, ModelSchema.KindOf(column)));

    /// <summary>Loads a model, and verifies it where it has checksums, as those of this program do.</summary>
    /// <exception cref="TableException">The file is missing or damaged, or is no model that takes tables.</exception>
    public static TableModel Load(string path)
    {
        var name = $"{Role} '{path}'";
        if (Directory.Exists(path))
            throw new TableException($"{name} must be a file; it is a folder.");
        if (!File.Exists(path))
            throw new TableException($"{name} does not exist.");
        var mlContext = new MLContext();
        var isVerified = HasChecksums(path);
        try
        {
            var transformer = isVerified ? mlContext.Model.LoadVerified(path, out var schema) : mlContext.Model.Load(path, out schema);
            return new(mlContext, name, transformer, schema ?? throw new TableException($"{name} must have been saved with the columns that it takes."));
        }
        catch (FormatException error) when (isVerified)
        {
            throw new TableException(error.Message, error);
        }
        catch (Exception error) when (error is not TableException)
        {
            // ML.NET's own message says only that something was wrong.
            throw new TableException($"{name} must be a model that ML.NET saved: {error.GetBaseException().Message}", error);
        }
    }

    private static bool HasChecksums(string path)
    {
        using var file = File.OpenRead(path);
        return VerifiedZip.HasChecksums(file);
    }

    /// <summary>The label of a model that must have one.</summary>
    /// <exception cref="TableException">It has none.</exception>
    public TableLabel RequireLabel() => Label ?? throw new TableException($"{Name} must be a model of 'actreg train', which says what its label is.");

    /// <summary>A table's rows without their label, whether or not it has that column.</summary>
    /// <exception cref="TableException">A column is missing that the model needs.</exception>
    public TableView WithoutLabel(DataFile table) => new(table, Bind(table, withLabel: false));

    /// <summary>A table's rows that have a label.</summary>
    /// <exception cref="TableException">A column is missing that the model needs, or the label is.</exception>
    public TableView WithLabel(DataFile table)
    {
        var label = RequireLabel().Column;
        var columns = Bind(table, withLabel: true);
        return new(table, columns) { Required = columns.Single(column => column.Name == label).Source };
    }

    private ViewColumn[] Bind(DataFile table, bool withLabel) => [.. Schema.Select(column => Bind(column, table, withLabel))];

    private ViewColumn Bind(DataViewSchema.Column column, DataFile table, bool withLabel)
    {
        var kind = ModelSchema.KindOf(column)
            ?? throw new TableException($"{Name} must take columns of numbers, Booleans and texts; '{column.Name}' is of type {column.Type}.");
        var isNeeded = kind == ColumnKind.Label ? withLabel : kind != ColumnKind.Ignored;
        return new(column.Name, kind, isNeeded ? Find(column.Name, table, kind) : null) { Type = column.Type, Annotations = column.Annotations };
    }

    private int Find(string column, DataFile table, ColumnKind kind) => ColumnNames.Find(table.Columns, column) ?? throw new TableException(
        $"{table.Name} must have the column '{column}', which is {(kind == ColumnKind.Label ? "the label" : "an input")} of {Name}. "
        + NearestName.Hint(column, table.Columns));
}
