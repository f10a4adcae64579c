namespace ActReg.MLNet;

/// <summary>Which rows each network of an ensemble sets aside: other ones, until every row has been set aside once, and so on.</summary>
internal static class MemberRows
{
    /// <summary>
    /// For each member the rows to train on and those set aside. As many members in turn as parts part all rows among them; of each class every part has the same share, as nearly as
    /// whole rows allow.
    /// </summary>
    /// <param name="set">The rows.</param>
    /// <param name="fraction">The share of the rows that a member sets aside, above 0 and below 1; the next part of a whole is taken, from a half on down.</param>
    /// <param name="members">The members.</param>
    /// <param name="byClass">Whether labels are classes.</param>
    /// <param name="seed">What rows are drawn by.</param>
    public static IReadOnlyList<(int[] Train, int[] SetAside)> Of(TrainingSet set, float fraction, int members, bool byClass, int seed)
    {
        var parts = Math.Max(2, (int)Math.Round(1 / fraction));
        var split = new List<(int[], int[])>();
        for (var cycle = 0; split.Count < members; cycle++)
        {
            var partOf = Parts(set, parts, byClass, RandomStreams.Create(RandomStreams.SeedOfMember(seed, cycle), RandomStreams.Validation));
            for (var part = 0; part < parts && split.Count < members; part++)
            {
                var rows = Enumerable.Range(0, set.RowCount).ToLookup(row => partOf[row] == part);
                split.Add(([.. rows[false]], [.. rows[true]]));
            }
        }

        return split;
    }

    /// <summary>Of each row its part; of a class's only row, which is to be trained on, none.</summary>
    private static int[] Parts(TrainingSet set, int parts, bool byClass, RandomState random)
    {
        int[] order = [.. Enumerable.Range(0, set.RowCount)];
        random.Shuffle<int>(order);
        var partOf = new int[set.RowCount];
        Array.Fill(partOf, -1);
        var next = 0;
        foreach (var rows in byClass ? order.GroupBy(row => set.Target(row)[0]).OrderBy(rows => rows.Key).Select(rows => rows.ToArray()) : [order])
        {
            foreach (var row in rows.Length == 1 ? [] : rows)
                partOf[row] = next++ % parts;
        }

        return partOf;
    }
}
