using System.Globalization;

namespace ActReg.MLNet.Plotting;

public static partial class Figures
{
    /// <summary>The source columns that a figure shows at most, those that contribute most.</summary>
    private const int MostColumns = 20;

    /// <summary>How much each source column contributes to the scores of rows, as bars: the mean of the size of its contributions, the largest on top; at most twenty.</summary>
    /// <param name="contributions">Of one row or more.</param>
    /// <param name="title">The title above; null for one that says of how many rows.</param>
    public static Figure Contributions(FeatureContributions contributions, string? title = null)
    {
        ArgumentNullException.ThrowIfNull(contributions);
        var columns = contributions.Columns.Take(MostColumns).ToArray();
        var panel = new BarsPanel(
            [.. columns.Select(column => column.Name)], [new("Mean size of contributions", Palette.Blue, [.. columns.Select(column => column.MeanAbsolute)])])
        {
            Title = title ?? $"Contributions to the scores of {Quantity.Of(contributions.Rows.Count, "row")}",
            XLabel = "Mean size of contributions",
            YLabel = "",
            Bounds = BarsPanel.BoundsOf(columns.Length, Length(columns.Max(column => column.MeanAbsolute))),
        };
        return Sized(panel, columns.Length);
    }

    /// <summary>What each source column contributes to one row's score, as bars to the right where it raises the score and to the left where it lowers it, the longest on top; of more than twenty the rest together.</summary>
    /// <param name="contributions">Of the row, perhaps among others.</param>
    /// <param name="row">The row's place among <see cref="FeatureContributions.Rows"/>.</param>
    /// <param name="title">The title above; null for one that says what the row, by its place in the data, scores, and the baseline.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="row"/> is none of the rows.</exception>
    public static Figure RowContributions(FeatureContributions contributions, int row, string? title = null)
    {
        ArgumentNullException.ThrowIfNull(contributions);
        if ((uint)row >= (uint)contributions.Rows.Count)
            throw new ArgumentOutOfRangeException(nameof(row), Rule.Broken(nameof(row), $"must be one of the {Quantity.Of(contributions.Rows.Count, "row")}, 0 or more", row));
        var explained = contributions.Rows[row];
        KeyValuePair<string, double>[] columns = [.. contributions.ByColumn(explained).OrderByDescending(column => Math.Abs(column.Value))];
        if (columns.Length > MostColumns)
            columns = [.. columns.Take(MostColumns - 1), KeyValuePair.Create($"{columns.Length - MostColumns + 1} others", columns.Skip(MostColumns - 1).Sum(column => column.Value))];
        var longest = Length(columns.Max(column => Math.Abs(column.Value)));
        var panel = new BarsPanel(
            [.. columns.Select(column => column.Key)],
            [
                new("Raises the score", Palette.Blue, [.. columns.Select(column => Math.Max(column.Value, 0))]),
                new("Lowers the score", Palette.Orange, [.. columns.Select(column => Math.Min(column.Value, 0))]),
            ])
        {
            Title = title ?? string.Create(CultureInfo.InvariantCulture, $"Row {explained.Row}: score {explained.Score:g3}, baseline {explained.BaselineScore:g3}"),
            XLabel = "Contribution",
            YLabel = "",
            Bounds = BarsPanel.BoundsOf(columns.Length, longest) with { Left = columns.Any(column => column.Value < 0) ? -longest : 0 },
            IsOverlaid = true,
        };
        return Sized(panel, columns.Length);
    }

    /// <summary>With room beside the longest bar; of nothing but zeros any.</summary>
    private static double Length(double longest) => longest > 0 ? longest * 1.05 : 1;

    private static Figure Sized(BarsPanel panel, int lines) => new Figure(panel).Resize(800 * Figure.Scale, (150 + 35 * lines) * Figure.Scale);
}
