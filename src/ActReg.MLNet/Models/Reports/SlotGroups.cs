using System.Globalization;

namespace ActReg.MLNet;

/// <summary>Which slots of the features come from one source column.</summary>
internal static class SlotGroups
{
    /// <param name="count">The slots.</param>
    /// <param name="names">Their names; <see langword="null"/> where they have none.</param>
    /// <param name="columnOf">The column of a slot, by its index and its name, if it has one; by default what stands before the name's first point.</param>
    public static IReadOnlyList<(string Name, int[] Slots)> Of(int count, IReadOnlyList<string>? names, Func<int, string, string>? columnOf)
    {
        columnOf ??= BeforePoint;
        return
        [
            .. from slot in Enumerable.Range(0, count)
               let column = columnOf(slot, names?[slot] ?? "") ?? throw new ArgumentException(Rule.Broken("columnOf", "must name a column for every slot", "null"))
               group slot by column into slots
               select (slots.Key, slots.ToArray()),
        ];
    }

    /// <summary>As ML.NET's Concatenate names the slots of a vector whose slots have names: Column.Slot. A number with a point is a whole name.</summary>
    private static string BeforePoint(int slot, string name) => name.Length == 0 ? $"slot {slot}"
        : name.IndexOf('.', StringComparison.Ordinal) is > 0 and var point && !double.TryParse(name, CultureInfo.InvariantCulture, out _)
            ? name[..point] : name;
}
