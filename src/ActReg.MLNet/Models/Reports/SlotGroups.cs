namespace ActReg.MLNet;

/// <summary>Which slots of the features come from one source column.</summary>
/// <param name="names">Their names; <see langword="null"/> where they have none.</param>
/// <param name="blocks">Those that belong to categories.</param>
/// <param name="columns">The columns that may have been put into the features as several slots, with their numbers of slots.</param>
internal sealed partial class SlotGroups(IReadOnlyList<string>? names, IReadOnlyList<CategoryBlock> blocks, IReadOnlyDictionary<string, int> columns)
{
    /// <param name="count">The slots.</param>
    /// <param name="columnOf">The column of a slot, by its index and its name, if it has one; <see langword="null"/> for what names, blocks and columns tell.</param>
    public IReadOnlyList<(string Name, int[] Slots)> Of(int count, Func<int, string, string>? columnOf)
    {
        columnOf ??= ColumnOf;
        return
        [
            .. from slot in Enumerable.Range(0, count)
               let column = columnOf(slot, Name(slot)) ?? throw new ArgumentException(Rule.Broken("columnOf", "must name a column for every slot", "null"))
               group slot by column into slots
               select (slots.Key, slots.ToArray()),
        ];
    }

    /// <summary>
    /// ML.NET's Concatenate names the slots of a vector whose slots have names Column.Slot, and a scalar by its column. Either may have points of its own, so that a name alone does not tell
    /// one from the other: only a column that is there does.
    /// </summary>
    private string ColumnOf(int slot, string name) =>
        blocks.FirstOrDefault(block => block.First <= slot && slot < block.End) is { Count: > 0 } block ? NameOf(block)
        : name.Length == 0 ? $"slot {slot}"
        : columns.ContainsKey(name) ? name
        : Prefixes(name).FirstOrDefault(columns.ContainsKey) ?? name;

    /// <summary>What the names of all its slots begin with: a column of as many slots, or else as much as there is.</summary>
    private string NameOf(CategoryBlock block)
    {
        string[] slots = [.. Enumerable.Range(block.First, block.Count).Select(Name)];
        string[] common = [.. Prefixes(slots[0]).Where(prefix => slots.All(name => name.StartsWith(prefix + ".", StringComparison.Ordinal)))];
        return common.FirstOrDefault(prefix => columns.TryGetValue(prefix, out var width) && width == block.Count)
            ?? common.FirstOrDefault() ?? (block.Count == 1 && slots[0].Length > 0 ? slots[0] : $"slots {block.First} to {block.End - 1}");
    }

    /// <summary>What stands before its points, the longest first.</summary>
    private static IEnumerable<string> Prefixes(string name)
    {
        for (var point = name.LastIndexOf('.'); point > 0; point = name.LastIndexOf('.', point - 1))
            yield return name[..point];
    }

    private string Name(int slot) => names?[slot] ?? "";
}
