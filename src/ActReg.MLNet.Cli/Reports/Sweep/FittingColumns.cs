namespace ActReg.MLNet.Cli.Sweep;

/// <summary>The columns of a table for which a terminal has room, so that no number is broken: the first and, of others, the last to be left out are the metrics.</summary>
/// <param name="headings">The columns', some of two lines.</param>
/// <param name="rows">The cells.</param>
internal sealed class FittingColumns(IReadOnlyList<string> headings, IReadOnlyList<IReadOnlyList<string>> rows)
{
    /// <summary>Before each column but the first.</summary>
    public const int Gap = 1;

    private const int NarrowestName = 12;

    /// <returns>Their places and widths.</returns>
    public IReadOnlyList<(int Column, int Width)> Within(int width)
    {
        // The metric that is chosen by is the last but one.
        int[] leftOutFirst = [1, headings.Count - 1, .. Enumerable.Range(2, Math.Max(0, headings.Count - 4))];
        var shown = Enumerable.Range(0, headings.Count).Select(column => (Column: column, Width: Width(column))).ToList();
        foreach (var column in leftOutFirst)
        {
            if (Others(shown) + Math.Max(NarrowestName, shown[0].Width) <= width)
                break;
            shown.RemoveAll(each => each.Column == column);
        }

        shown[0] = (0, Math.Max(NarrowestName, Math.Min(shown[0].Width, width - Others(shown))));
        return shown;
    }

    private static int Others(IEnumerable<(int Column, int Width)> shown) => shown.Skip(1).Sum(column => column.Width + Gap);

    private int Width(int column) => rows.Select(row => row[column].Length).Concat(headings[column].Split('\n').Select(line => line.Length)).Max();
}
