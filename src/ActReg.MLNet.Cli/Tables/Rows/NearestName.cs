namespace ActReg.MLNet.Cli.Tables;

/// <summary>What somebody who wrote another name may have meant.</summary>
internal static class NearestName
{
    /// <summary>The name with the fewest letters to insert, remove or replace, case aside (Levenshtein, 1966).</summary>
    public static string Of(string written, IEnumerable<string> names) => names.MinBy(name => Distance(written.ToUpperInvariant(), name.ToUpperInvariant()))!;

    private static int Distance(string from, string to)
    {
        int[] above = [.. Enumerable.Range(0, to.Length + 1)];
        for (var i = 1; i <= from.Length; i++)
        {
            var row = new int[to.Length + 1];
            row[0] = i;
            for (var j = 1; j <= to.Length; j++)
                row[j] = Math.Min(Math.Min(above[j], row[j - 1]) + 1, above[j - 1] + (from[i - 1] == to[j - 1] ? 0 : 1));
            above = row;
        }

        return above[^1];
    }
}
