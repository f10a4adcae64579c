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
    public int FeatureCount => FeatureNames.Count;

    /// <summary>All rows.</summary>
    public IReadOnlyList<DataRow> All => [.. Train, .. Test];

    /// <summary>The classes, in order; none where rows have no labels.</summary>
    public IReadOnlyList<string> Classes => [.. All.Select(row => row.Label).Where(label => label.Length > 0).Distinct().Order(StringComparer.Ordinal)];

    /// <summary>Rows as ML.NET reads them.</summary>
    public IDataView View(MLContext mlContext, IEnumerable<DataRow> rows)
    {
        var schema = SchemaDefinition.Create(typeof(DataRow));
        schema[nameof(DataRow.Features)].ColumnType = new VectorDataViewType(NumberDataViewType.Single, FeatureCount);
        return mlContext.Data.LoadFromEnumerable<DataRow>([.. rows], schema);
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
