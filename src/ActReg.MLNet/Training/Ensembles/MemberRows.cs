namespace ActReg.MLNet;

/// <summary>Which rows each network of an ensemble sets aside: other ones, until every row has been set aside once, and so on.</summary>
internal static class MemberRows
{
    /// <summary>By how much a fraction may be off one over a whole number, relatively, and still mean it.</summary>
    private const double WholeTolerance = 1e-3;

    /// <summary>Whether there are rows that can be set aside: two of one class, where labels are classes; two groups, where rows belong together.</summary>
    /// <param name="set">The rows.</param>
    /// <param name="byClass">Whether labels are classes.</param>
    public static bool AreThere(TrainingSet set, bool byClass) =>
        set.Groups is { } groups ? groups.Any(group => group != groups[0]) : Dealt(set, Enumerable.Range(0, set.RowCount), byClass).Any();

    /// <summary>
    /// For each member the rows to train on and those set aside. As many members in turn as parts part all rows among them, but for what is left over where no whole number of parts makes the
    /// whole; of each class every part has the same share, as nearly as whole rows allow. Rows that belong together are in one part.
    /// </summary>
    /// <returns>None where none can be set aside.</returns>
    /// <param name="set">The rows.</param>
    /// <param name="fraction">The share of the rows that a member sets aside, above 0 and at most a half; one row at least.</param>
    /// <param name="members">The members.</param>
    /// <param name="byClass">Whether labels are classes.</param>
    /// <param name="seed">What rows are drawn by.</param>
    public static IReadOnlyList<(int[] Train, int[] SetAside)> Of(TrainingSet set, float fraction, int members, bool byClass, int seed)
    {
        var parts = Parts(fraction);
        var split = new List<(int[], int[])>();
        for (var cycle = 0; split.Count < members; cycle++)
        {
            var random = RandomStreams.Create(RandomStreams.SeedOfMember(seed, cycle), RandomStreams.Validation);
            var (partOf, count) = set.Groups is { } groups ? OfGroups(groups, parts, random) : OfRows(set, parts, byClass, random);
            if (count == 0)
                return [];
            for (var part = 0; part < count && split.Count < members; part++)
            {
                var rows = Enumerable.Range(0, set.RowCount).ToLookup(row => partOf[row] == part);
                split.Add(([.. rows[false]], [.. rows[true]]));
            }
        }

        return split;
    }

    /// <summary>How many parts of this share make the whole, a piece of one perhaps among them.</summary>
    private static double Parts(float fraction)
    {
        var parts = 1 / (double)fraction;
        var whole = Math.Round(parts);
        return Math.Abs(parts - whole) <= WholeTolerance * whole ? whole : parts;
    }

    /// <summary>Of each row its part; of one that is always trained on, none.</summary>
    private static (int[] PartOf, int Count) OfRows(TrainingSet set, double parts, bool byClass, RandomState random)
    {
        int[] order = [.. Enumerable.Range(0, set.RowCount)];
        random.Shuffle<int>(order);
        var partOf = new int[set.RowCount];
        Array.Fill(partOf, -1);
        int[] dealt = [.. Dealt(set, order, byClass)];
        parts = Math.Min(parts, dealt.Length);
        var count = (int)parts;
        for (var i = 0; i < dealt.Length; i++)
        {
            var part = (int)(i % parts);
            partOf[dealt[i]] = part < count ? part : -1;
        }

        return (partOf, count);
    }

    /// <summary>The rows class by class, without a class's only row, which is to be trained on.</summary>
    private static IEnumerable<int> Dealt(TrainingSet set, IEnumerable<int> order, bool byClass) => order
        .GroupBy(row => byClass ? set.Target(row)[0] : 0).OrderBy(rows => rows.Key).Select(rows => rows.ToArray()).Where(rows => rows.Length > 1).SelectMany(rows => rows);

    /// <summary>Each group in turn goes where the fewest rows are yet, as measured by what share that is to have.</summary>
    private static (int[] PartOf, int Count) OfGroups(IReadOnlyList<uint> groups, double parts, RandomState random)
    {
        var sizes = groups.CountBy(group => group).ToDictionary();
        // By their numbers first, whatever the order of the rows.
        uint[] order = [.. sizes.Keys.Order()];
        random.Shuffle<uint>(order);
        parts = Math.Min(parts, order.Length);
        var count = (int)parts;
        var filled = new double[(int)Math.Ceiling(parts)];
        var partOfGroup = new Dictionary<uint, int>();
        foreach (var group in order)
        {
            var part = Array.IndexOf(filled, filled.Min());
            partOfGroup[group] = part < count ? part : -1;
            filled[part] += sizes[group] / (part < count ? 1 : parts - count);
        }

        return ([.. groups.Select(group => partOfGroup[group])], count);
    }
}
