using Microsoft.ML;
using Microsoft.ML.Data;

namespace ActReg.MLNet.Cli.Autoencoder;

/// <summary>The rows of a run.</summary>
/// <param name="Name">What they are.</param>
/// <param name="FeatureNames">One for each feature.</param>
/// <param name="Train">Those to train on.</param>
/// <param name="Test">Others.</param>
/// <param name="Side">Where features are the pixels of square images, how many are in a row; else <see langword="null"/>.</param>
internal sealed record AutoencoderData(string Name, IReadOnlyList<string> FeatureNames, IReadOnlyList<DataRow> Train, IReadOnlyList<DataRow> Test, int? Side)
{
    /// <summary>The fewest that a class must have.</summary>
    public const int RowsOfClass = 10;

    /// <summary>What of a table was left out, in sentences.</summary>
    public IReadOnlyList<string> LeftOut { get; init; } = [];

    public int FeatureCount => FeatureNames.Count;

    /// <summary>All rows.</summary>
    public IReadOnlyList<DataRow> All => [.. Train, .. Test];

    /// <summary>The classes of enough rows to compare codes by, in order.</summary>
    public IReadOnlyList<string> Classes =>
        [.. All.Where(row => row.IsLabeled).GroupBy(row => row.Label).Where(rows => rows.Count() >= RowsOfClass).Select(rows => rows.Key).Order(StringComparer.Ordinal)];

    private Lazy<ITransformer> Normalizer => field ??= new(() =>
    {
        var mlContext = new MLContext();
        return mlContext.Transforms.NormalizeMeanVariance("Features", fixZero: false).Fit(Raw(mlContext, Train));
    });

    /// <summary>What is done to rows before the autoencoder: a table's columns are in different units; pixels are not.</summary>
    public ITransformer? Preparation => Side == null ? Normalizer.Value : null;

    /// <summary>Rows as the autoencoder reads them.</summary>
    public IDataView View(MLContext mlContext, IEnumerable<DataRow> rows) => Preparation?.Transform(Raw(mlContext, rows)) ?? Raw(mlContext, rows);

    /// <summary>Rows as they are.</summary>
    public IDataView Raw(MLContext mlContext, IEnumerable<DataRow> rows)
    {
        var schema = SchemaDefinition.Create(typeof(DataRow));
        schema[nameof(DataRow.Features)].ColumnType = new VectorDataViewType(NumberDataViewType.Single, FeatureCount);
        // A model of a table says by them which columns it takes.
        if (Side == null)
            AddSlotNames(schema[nameof(DataRow.Features)]);
        return mlContext.Data.LoadFromEnumerable<DataRow>([.. rows], schema);
    }

    private void AddSlotNames(SchemaDefinition.Column features)
    {
        var names = new VBuffer<ReadOnlyMemory<char>>(FeatureCount, [.. FeatureNames.Select(name => name.AsMemory())]);
        features.AddAnnotation("SlotNames", names, new VectorDataViewType(TextDataViewType.Instance, FeatureCount));
    }

    /// <summary>All rows in a random order, the last third of them apart.</summary>
    public (IReadOnlyList<DataRow> Train, IReadOnlyList<DataRow> Test) Split(int seed)
    {
        var rows = All.ToArray();
        new Random(seed).Shuffle(rows);
        var test = rows.Length / 3;
        return (rows[..^test], rows[^test..]);
    }
}
