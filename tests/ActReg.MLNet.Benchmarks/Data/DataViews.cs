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
        // LoadFromEnumerable takes a key's index, from 0; as a column it is one more.
        TaskKind.Multiclass => Load(mlContext, data, target => (uint)target, new KeyDataViewType(typeof(uint), data.ClassCount)),
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
