using Microsoft.ML;
using Microsoft.ML.Data;

namespace ActReg.MLNet.Benchmarks.Data;

/// <summary>Data sets as ML.NET's trainers want them.</summary>
internal static class DataViews
{
    /// <summary>Columns Features (vector of Single) and Label (Boolean, key or Single).</summary>
    public static IDataView ToDataView(this DataSet data, MLContext mlContext) => data.Task switch
    {
        TaskKind.Binary => Load(mlContext, data, target => target == 1),
        // The raw value of a key is one more than its index.
        TaskKind.Multiclass => Load(mlContext, data, target => (uint)target + 1, new KeyDataViewType(typeof(uint), data.ClassCount)),
        _ => Load(mlContext, data, target => (float)target),
    };

    private static IDataView Load<TLabel>(
        MLContext mlContext, DataSet data, Func<double, TLabel> toLabel, DataViewType? labelType = null)
    {
        var schema = SchemaDefinition.Create(typeof(Row<TLabel>));
        schema[nameof(Row<>.Features)].ColumnType = new VectorDataViewType(NumberDataViewType.Single, data.Features[0].Length);
        if (labelType != null)
            schema[nameof(Row<>.Label)].ColumnType = labelType;
        var rows = data.Features.Zip(data.Targets, (features, target) => new Row<TLabel>
        {
            Features = Array.ConvertAll(features, x => (float)x),
            Label = toLabel(target),
        });
        return mlContext.Data.LoadFromEnumerable(rows.ToArray(), schema);
    }

    private sealed class Row<TLabel>
    {
        public float[] Features { get; set; } = [];

        public TLabel? Label { get; set; }
    }
}
