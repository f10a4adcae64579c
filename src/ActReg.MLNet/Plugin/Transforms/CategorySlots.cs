using Microsoft.ML;
using Microsoft.ML.Data;

namespace ActReg.MLNet;

/// <summary>What stands where among features that are made of numbers and keys.</summary>
/// <param name="Sources">The columns, numbers first.</param>
/// <param name="IsNormalized">Whether all are on a scale that networks learn on, as far as columns say so.</param>
internal sealed record CategorySlots(IReadOnlyList<CategorySource> Sources, bool IsNormalized)
{
    /// <summary>The number of features.</summary>
    public int Count => Sources[^1].First + Sources[^1].Width;

    /// <summary>The blocks of single categories, or those that count several, in ascending order.</summary>
    /// <param name="kind">Which.</param>
    public IReadOnlyList<CategoryBlock> Blocks(string kind) => [.. Sources.SelectMany(source => source.Blocks(kind))];

    /// <param name="columns">The columns, each of numbers or keys, in the order that they were named in.</param>
    /// <param name="bagMode">What becomes of vectors of keys.</param>
    public static CategorySlots Of(IEnumerable<DataViewSchema.Column> columns, BagMode bagMode)
    {
        var sources = new List<CategorySource>();
        // The order is stable.
        foreach (var column in columns.OrderBy(column => column.Type.GetItemType() is KeyDataViewType))
            sources.Add(new(column, sources.Count == 0 ? 0 : sources[^1].First + sources[^1].Width));
        return new CategorySlots(sources, sources.All(source => source.IsKey ? !source.IsBag || bagMode == BagMode.Mean : source.Column.IsNormalized()));
    }
}
