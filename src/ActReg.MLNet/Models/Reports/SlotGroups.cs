namespace ActReg.MLNet;

/// <summary>Which slots of the features come from one source column.</summary>
internal static class SlotGroups
{
    /// <param name="count">The slots.</param>
    /// <param name="names">Their names; <see langword="null"/> where they have none, so that each stands for itself.</param>
    /// <param name="columnOf">The column of a slot's name; by default what stands before the first point.</param>
    public static IReadOnlyList<(string Name, int[] Slots)> Of(int count, IReadOnlyList<string>? names, Func<string, string>? columnOf)
    {
        columnOf ??= BeforePoint;
        return
        [
            .. from slot in Enumerable.Range(0, count)
               group slot by names == null || names[slot].Length == 0 ? $"slot {slot}" : columnOf(names[slot]) into slots
               select (slots.Key, slots.ToArray()),
        ];
    }

    // As ML.NET's Concatenate names the slots of a vector: Column.Slot.
    private static string BeforePoint(string name) => name.IndexOf('.', StringComparison.Ordinal) is > 0 and var point ? name[..point] : name;
}
