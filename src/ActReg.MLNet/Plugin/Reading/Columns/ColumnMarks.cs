using System.Globalization;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Internal.Utilities;

namespace ActReg.MLNet;

/// <summary>Reads what columns say of themselves.</summary>
internal static class ColumnMarks
{
    private static readonly FuncStaticMethodInfo1<DataViewSchema.Column, string[]> TextsOfKeys = new(KeyValues<int>);

    public static TrainingColumns Of(RoleMappedSchema schema) => new(OfFeatures(schema.Feature!.Value), OfLabel(schema.Label!.Value));

    public static FeatureMarks OfFeatures(DataViewSchema.Column column) => new(
        column.IsNormalized(),
        column.Type is VectorDataViewType { Dimensions: { Length: > 1 } dimensions } ? [.. dimensions] : null,
        column.HasSlotNames() ? SlotNames(column) : null);

    public static LabelMarks OfLabel(DataViewSchema.Column column) => new(column.IsNormalized(), KeyValues(column), column.HasSlotNames() ? SlotNames(column) : null);

    public static string[] SlotNames(DataViewSchema.Column column)
    {
        var names = default(VBuffer<ReadOnlyMemory<char>>);
        column.GetSlotNames(ref names);
        return Texts(names);
    }

    public static string[]? KeyValues(DataViewSchema.Column column) =>
        column.Type.GetItemType() is KeyDataViewType
        && column.Annotations.Schema.GetColumnOrNull(AnnotationUtils.Kinds.KeyValues)?.Type is VectorDataViewType values
            ? Utils.MarshalInvoke(TextsOfKeys, values.ItemType.RawType, column) : null;

    private static string[] KeyValues<T>(DataViewSchema.Column column)
    {
        var values = default(VBuffer<T>);
        column.Annotations.GetValue(AnnotationUtils.Kinds.KeyValues, ref values);
        return Texts(values);
    }

    private static string[] Texts<T>(in VBuffer<T> values) =>
        [.. values.DenseValues().Select(value => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "")];
}
