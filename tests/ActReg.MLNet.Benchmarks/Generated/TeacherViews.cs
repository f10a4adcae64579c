using Microsoft.ML;
using Microsoft.ML.Data;

namespace ActReg.MLNet.Benchmarks.Generated;

/// <summary>Generated rows as ML.NET's trainers want them.</summary>
internal static class TeacherViews
{
    /// <summary>Columns Features (vector of Single) and Label (Boolean where there are two classes, else a key).</summary>
    /// <param name="mlContext">Where the view belongs.</param>
    /// <param name="rows">Enumerated whenever the view is read.</param>
    /// <param name="featureCount">The features per row.</param>
    /// <param name="classCount">The number of classes.</param>
    public static IDataView Load(MLContext mlContext, IEnumerable<LabeledRow> rows, int featureCount, int classCount) =>
        classCount == 2
            ? Load(mlContext, rows, featureCount, label => label == 1)
            // LoadFromEnumerable takes a key's index, from 0; as a column it is one more.
            : Load(mlContext, rows, featureCount, label => (uint)label, new KeyDataViewType(typeof(uint), classCount));

    private static IDataView Load<TLabel>(
        MLContext mlContext, IEnumerable<LabeledRow> rows, int featureCount, Func<int, TLabel> toLabel,
        DataViewType? labelType = null)
    {
        var schema = SchemaDefinition.Create(typeof(Row<TLabel>));
        schema[nameof(Row<>.Features)].ColumnType = new VectorDataViewType(NumberDataViewType.Single, featureCount);
        if (labelType != null)
            schema[nameof(Row<>.Label)].ColumnType = labelType;
        return mlContext.Data.LoadFromEnumerable(
            rows.Select(row => new Row<TLabel> { Features = row.Features, Label = toLabel(row.Label) }), schema);
    }

    private sealed class Row<TLabel>
    {
        public float[] Features { get; set; } = [];

        public TLabel? Label { get; set; }
    }
}
