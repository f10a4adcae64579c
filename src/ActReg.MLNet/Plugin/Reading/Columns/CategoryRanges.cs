using Microsoft.ML;
using Microsoft.ML.Data;

namespace ActReg.MLNet;

/// <summary>What a features column says of the slots that belong to categories.</summary>
internal static class CategoryRanges
{
    /// <summary>Blocks that count several categories per row, of which ML.NET's <c>CategoricalSlotRanges</c> would have its trees see one.</summary>
    public const string BagKind = "BagSlotRanges";

    /// <summary>The blocks of a column, in ascending order; ones that overlap or do not fit into it are none.</summary>
    public static IReadOnlyList<CategoryBlock> Of(DataViewSchema.Column column)
    {
        CategoryBlock[] blocks = [.. Read(column, AnnotationUtils.Kinds.CategoricalSlotRanges).Concat(Read(column, BagKind)).OrderBy(block => block.First)];
        return CategoryBlock.Problem(blocks, column.Type.GetValueCount(), "blocks") == null ? blocks : [];
    }

    /// <summary>Those of one kind.</summary>
    public static IReadOnlyList<CategoryBlock> Of(DataViewSchema.Column column, string kind) => Of(column).Count == 0 ? [] : [.. Read(column, kind).OrderBy(block => block.First)];

    /// <summary>Adds blocks, if there are any, as pairs of their first and last slots.</summary>
    public static void Add(DataViewSchema.Annotations.Builder builder, string kind, IReadOnlyList<CategoryBlock> blocks)
    {
        if (blocks.Count == 0)
            return;
        builder.Add(kind, Type(blocks), (ref VBuffer<int> ranges) => Pairs(blocks).CopyTo(ref ranges));
    }

    /// <summary>Of each block its first and its last slot.</summary>
    public static VBuffer<int> Pairs(IReadOnlyList<CategoryBlock> blocks) =>
        new(2 * blocks.Count, [.. blocks.SelectMany(block => new[] { block.First, block.First + block.Count - 1 })]);

    /// <summary>The type of <see cref="Pairs"/>.</summary>
    public static VectorDataViewType Type(IReadOnlyList<CategoryBlock> blocks) => AnnotationUtils.GetCategoricalType(blocks.Count);

    private static CategoryBlock[] Read(DataViewSchema.Column column, string kind)
    {
        if (column.Annotations.Schema.GetColumnOrNull(kind)?.Type is not VectorDataViewType { ItemType: NumberDataViewType item } || item != NumberDataViewType.Int32)
            return [];
        var ranges = default(VBuffer<int>);
        column.Annotations.GetValue(kind, ref ranges);
        return [.. ranges.DenseValues().Chunk(2).Where(range => range.Length == 2).Select(range => new CategoryBlock(range[0], range[1] - range[0] + 1))];
    }
}
