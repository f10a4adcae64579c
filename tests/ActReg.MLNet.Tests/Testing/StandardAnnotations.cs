using Microsoft.ML;
using Microsoft.ML.Data;

namespace ActReg.MLNet.Tests.Testing;

/// <summary>Annotations that ML.NET reads must have the type that it expects, or it ignores them in silence.</summary>
internal static class StandardAnnotations
{
    public static void Check(DataViewSchema schema, string what)
    {
        foreach (DataViewSchema.Column column in schema)
        {
            foreach (DataViewSchema.Column annotation in column.Annotations.Schema)
            {
                if (!HasExpectedType(column.Type, annotation))
                    Assert.Fail($"{what}: '{column.Name}', {column.Type}, has {annotation.Name} of type {annotation.Type}");
            }
        }
    }

    private static bool HasExpectedType(DataViewType columnType, DataViewSchema.Column annotation) => annotation.Name switch
    {
        "SlotNames" => columnType is VectorDataViewType { IsKnownSize: true } vector
            && annotation.Type is VectorDataViewType { ItemType: TextDataViewType } names && names.Size == vector.Size,
        "KeyValues" => ItemType(columnType) is KeyDataViewType key
            && annotation.Type is VectorDataViewType values && (ulong)values.Size == key.Count,
        "ScoreColumnKind" or "ScoreValueKind" => annotation.Type is TextDataViewType,
        "ScoreColumnSetId" => annotation.Type is KeyDataViewType key && key.RawType == typeof(uint),
        "IsNormalized" or "IsUserVisible" => annotation.Type is BooleanDataViewType,
        "TrainingLabelValues" => annotation.Type is VectorDataViewType,
        _ => true,
    };

    private static DataViewType ItemType(DataViewType type) => type is VectorDataViewType vector ? vector.ItemType : type;
}
