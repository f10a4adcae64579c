namespace ActReg.MLNet.Cli.Tables;

/// <summary>What somebody who wrote another name may have meant.</summary>
internal static class NearestName
{
    private const int MostShown = 10;

    /// <summary>Fewer letters are in many names by chance.</summary>
    private const int FewestShared = 3;

    /// <summary>The near name; where none is near, those that there are.</summary>
    /// <param name="written">What was written.</param>
    /// <param name="names">At least one.</param>
    public static string Hint(string written, IReadOnlyList<string> names)
    {
        if (Of(written, names) is { } near)
            return $"Did you mean '{near}'?";
        var shown = string.Join(", ", names.Take(MostShown).Select(name => $"'{name}'"));
        return $"The columns are {shown}{(names.Count > MostShown ? FormattableString.Invariant($" and {names.Count - MostShown} more") : "")}.";
    }

    /// <summary>The name with the fewest letters to insert, remove, replace or swap with the next, case aside (Damerau, 1964; none changed twice); <see langword="null"/> where these are more than a third, and neither name is in the other.</summary>
    public static string? Of(string written, IEnumerable<string> names) => names
        .Select(name => (Name: name, Distance: Distance(written.ToUpperInvariant(), name.ToUpperInvariant())))
        .Where(each => 3 * each.Distance <= Math.Max(written.Length, each.Name.Length) || IsPart(written, each.Name))
        .OrderBy(each => each.Distance).Select(each => each.Name).FirstOrDefault();

    private static bool IsPart(string one, string other) => Math.Min(one.Length, other.Length) >= FewestShared
        && (one.Contains(other, StringComparison.OrdinalIgnoreCase) || other.Contains(one, StringComparison.OrdinalIgnoreCase));

    private static int Distance(string from, string to)
    {
        int[] twoAbove = [];
        int[] above = [.. Enumerable.Range(0, to.Length + 1)];
        for (var i = 1; i <= from.Length; i++)
        {
            var row = new int[to.Length + 1];
            row[0] = i;
            for (var j = 1; j <= to.Length; j++)
            {
                row[j] = Math.Min(Math.Min(above[j], row[j - 1]) + 1, above[j - 1] + (from[i - 1] == to[j - 1] ? 0 : 1));
                if (i > 1 && j > 1 && from[i - 1] == to[j - 2] && from[i - 2] == to[j - 1])
                    row[j] = Math.Min(row[j], twoAbove[j - 2] + 1);
            }

            (twoAbove, above) = (above, row);
        }

        return above[^1];
    }
}
