using Microsoft.ML;
using Microsoft.ML.Data;

namespace ActReg.MLNet.InterchangeTests;

/// <summary>A row with labels of three tasks.</summary>
internal sealed class ScoredRow
{
    public float[] Features { get; set; } = [];

    public bool Label { get; set; }

    public float Number { get; set; }

    public uint Key { get; set; }

    /// <summary>Rows as a data view, with the column Key of so many classes.</summary>
    public static IDataView View(MLContext context, IReadOnlyList<float[]> rows, int classes)
    {
        var schema = SchemaDefinition.Create(typeof(ScoredRow));
        schema[nameof(Features)].ColumnType = new VectorDataViewType(NumberDataViewType.Single, rows[0].Length);
        schema[nameof(Key)].ColumnType = new KeyDataViewType(typeof(uint), Math.Max(2, classes));
        return context.Data.LoadFromEnumerable(rows.Select((row, i) => new ScoredRow { Features = row, Label = i % 2 == 0, Number = i, Key = (uint)(i % classes) + 1 }).ToArray(), schema);
    }
}
