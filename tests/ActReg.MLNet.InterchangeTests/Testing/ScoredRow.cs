using Microsoft.ML;
using Microsoft.ML.Data;

namespace ActReg.MLNet.InterchangeTests;

/// <summary>A row with labels of three tasks.</summary>
internal sealed class ScoredRow
{
    public float[] Features { get; set; } = [];

    public bool Label { get; set; }

    public float Number { get; set; }

    public string Class { get; set; } = "";

    /// <summary>Rows as a data view, with the column Key of three classes.</summary>
    public static IDataView View(MLContext context, IReadOnlyList<float[]> rows)
    {
        var schema = SchemaDefinition.Create(typeof(ScoredRow));
        schema[nameof(Features)].ColumnType = new VectorDataViewType(NumberDataViewType.Single, rows[0].Length);
        var data = context.Data.LoadFromEnumerable(rows.Select((row, i) => new ScoredRow { Features = row, Label = i % 2 == 0, Number = i, Class = $"{i % 3}" }).ToArray(), schema);
        return context.Transforms.Conversion.MapValueToKey("Key", nameof(Class)).Fit(data).Transform(data);
    }
}
