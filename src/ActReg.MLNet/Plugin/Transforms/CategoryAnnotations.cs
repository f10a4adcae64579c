using System.Globalization;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace ActReg.MLNet;

/// <summary>What a column of features that are made of numbers and keys says of itself.</summary>
internal static class CategoryAnnotations
{
    private const string Missing = "(missing)";

    /// <param name="isNormalized">Whether all features are on a scale that networks learn on.</param>
    /// <param name="hasKey">Whether there is a block of single categories.</param>
    /// <param name="hasBag">Whether there is one that counts several.</param>
    public static SchemaShape Shape(bool isNormalized, bool hasKey, bool hasBag)
    {
        var annotations = new List<SchemaShape.Column> { new(AnnotationUtils.Kinds.SlotNames, SchemaShape.Column.VectorKind.Vector, TextDataViewType.Instance, isKey: false) };
        if (isNormalized)
            annotations.Add(new(AnnotationUtils.Kinds.IsNormalized, SchemaShape.Column.VectorKind.Scalar, BooleanDataViewType.Instance, isKey: false));
        if (hasKey)
            annotations.Add(Ranges(AnnotationUtils.Kinds.CategoricalSlotRanges));
        if (hasBag)
            annotations.Add(Ranges(CategoryRanges.BagKind));
        return new SchemaShape(annotations);
    }

    public static DataViewSchema.Annotations Of(CategorySlots slots)
    {
        var builder = new DataViewSchema.Annotations.Builder();
        builder.AddSlotNames(slots.Count, (ref VBuffer<ReadOnlyMemory<char>> names) => new VBuffer<ReadOnlyMemory<char>>(slots.Count, Names(slots)).CopyTo(ref names));
        if (slots.IsNormalized)
            builder.Add(AnnotationUtils.Kinds.IsNormalized, BooleanDataViewType.Instance, (ref bool value) => value = true);
        foreach (var kind in (string[])[AnnotationUtils.Kinds.CategoricalSlotRanges, CategoryRanges.BagKind])
            CategoryRanges.Add(builder, kind, slots.Blocks(kind));
        return builder.ToAnnotations();
    }

    private static ReadOnlyMemory<char>[] Names(CategorySlots slots) => [.. slots.Sources.SelectMany(NamesOf).Select(name => name.AsMemory())];

    private static IEnumerable<string> NamesOf(CategorySource source)
    {
        var column = source.Column;
        if (column.Type is NumberDataViewType)
            return [column.Name];
        var names = source.IsKey ? ColumnMarks.KeyValues(column) : column.HasSlotNames() ? ColumnMarks.SlotNames(column) : null;
        names ??= [.. Enumerable.Range(0, source.IsKey ? source.Width - 1 : source.Width).Select(i => i.ToString(CultureInfo.InvariantCulture))];
        return (source.IsKey ? names.Prepend(Missing) : names).Select(name => $"{column.Name}.{name}");
    }

    private static SchemaShape.Column Ranges(string kind) => new(kind, SchemaShape.Column.VectorKind.Vector, NumberDataViewType.Int32, isKey: false);
}
