namespace ActReg.MLNet;

/// <summary>Whether the slots of two columns are in the same order.</summary>
internal static class SlotOrder
{
    /// <summary>The first of the names of columns of the same length that differs.</summary>
    public static int? FirstDifference(IReadOnlyList<string> names, IReadOnlyList<string> others)
    {
        for (var i = 0; i < Math.Min(names.Count, others.Count); i++)
        {
            if (names[i] != others[i])
                return i;
        }

        return null;
    }
}
