using Microsoft.ML;
using Microsoft.ML.Data;

namespace ActReg.MLNet;

/// <summary>A column that features are made of.</summary>
/// <param name="Column">The column.</param>
/// <param name="First">Its first slot.</param>
internal sealed record CategorySource(DataViewSchema.Column Column, int First)
{
    /// <summary>The number of its slots.</summary>
    public int Width { get; } = WidthOf(Column.Type)!.Value;

    public bool IsKey => Column.Type.GetItemType() is KeyDataViewType;

    /// <summary>Whether it is a vector of keys.</summary>
    public bool IsBag => IsKey && Column.Type is VectorDataViewType;

    /// <summary>Its blocks of single categories, and those that count several, by their slots among the features: its own, or of a vector of numbers those that are marked in it.</summary>
    /// <param name="kind">Which.</param>
    public IReadOnlyList<CategoryBlock> Blocks(string kind) => IsKey ? IsBag == (kind == CategoryRanges.BagKind) ? [new(First, Width)] : []
        : [.. CategoryRanges.Of(Column, kind).Select(block => block with { First = First + block.First })];

    /// <summary>The slots that a column of a type takes: of keys one more than there are; <see langword="null"/> where it can have none.</summary>
    public static int? WidthOf(DataViewType type) => type switch
    {
        VectorDataViewType { ItemType: KeyDataViewType key } => WidthOf(key),
        KeyDataViewType { Count: > 0 and < int.MaxValue } key => (int)key.Count + 1,
        VectorDataViewType { IsKnownSize: true, Size: var size, ItemType: NumberDataViewType item } when item == NumberDataViewType.Single => size,
        NumberDataViewType when type == NumberDataViewType.Single => 1,
        _ => null,
    };
}
