namespace ActReg.MLNet;

/// <summary>Deals rows out to folds.</summary>
internal static class FoldAssignment
{
    /// <summary>The fold of each row: of each class every fold gets as many, or one more or less; where rows belong together, of all rows about as many.</summary>
    /// <param name="places">The rows to deal out.</param>
    /// <param name="rows">All rows.</param>
    /// <param name="folds">How many folds, at least 2.</param>
    /// <param name="random">Decides which.</param>
    public static int[] Deal(int[] places, PreparedRows rows, int folds, RandomState random) =>
        rows.Groups == null ? DealRows(places, rows, folds, random) : DealGroups(places, rows.Groups, folds, random);

    private static int[] DealRows(int[] places, PreparedRows rows, int folds, RandomState random)
    {
        var order = Enumerable.Range(0, places.Length).ToArray();
        random.Shuffle<int>(order);
        // Dealt out class after class, one to each fold in turn: the fold that comes next is never of more than one row fewer.
        if (rows.ClassCount > 0)
            order = [.. order.OrderBy(i => rows.Labels![places[i]])];
        var fold = new int[places.Length];
        for (var i = 0; i < order.Length; i++)
            fold[order[i]] = i % folds;
        return fold;
    }

    private static int[] DealGroups(int[] places, uint[] groups, int folds, RandomState random)
    {
        var members = Enumerable.Range(0, places.Length).GroupBy(i => groups[places[i]], (_, some) => some.ToArray()).ToArray();
        random.Shuffle<int[]>(members);
        var (fold, sizes) = (new int[places.Length], new int[folds]);
        // The largest first, each to the fold that has fewest rows.
        foreach (var group in members.OrderByDescending(group => group.Length))
        {
            var smallest = Array.IndexOf(sizes, sizes.Min());
            sizes[smallest] += group.Length;
            foreach (var i in group)
                fold[i] = smallest;
        }

        return fold;
    }
}
