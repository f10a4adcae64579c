using System.Globalization;

namespace ActReg.MLNet;

/// <summary>
/// What each feature contributes to the scores of rows: by how much it moves a row's score away from that of a baseline.
/// </summary>
/// <remarks>
/// <para>ML.NET's <c>Transforms.CalculateFeatureContribution</c> gives the same numbers, row by row, by integrated gradients from the default baseline; it keeps the largest of them only,
/// and divides them by the largest, unless told otherwise.</para>
/// <para>Contributions say what the network does, not what causes the label. Features that say the same share what they tell.</para>
/// </remarks>
public sealed partial class FeatureContributions
{
    private readonly IReadOnlyList<(string Name, int[] Slots)> _groups;

    private FeatureContributions(
        FeatureContributionMethod method, IReadOnlyList<float> baseline, IReadOnlyList<string?> slotNames, IReadOnlyList<(string Name, int[] Slots)> groups,
        IReadOnlyList<RowContributions> rows)
    {
        Method = method;
        Baseline = baseline;
        SlotNames = slotNames;
        Rows = rows;
        _groups = groups;
        var byColumn = rows.Select(ByColumn).ToArray();
        Columns =
        [
            .. groups.Select((group, i) => new ColumnContribution(
                    group.Name, group.Slots.Length, byColumn.Average(row => row[i].Value), byColumn.Average(row => Math.Abs(row[i].Value))))
                .OrderByDescending(column => column.MeanAbsolute),
        ];
    }

    /// <summary>How they were computed.</summary>
    public FeatureContributionMethod Method { get; }

    /// <summary>Where features come from, as many as the network takes.</summary>
    public IReadOnlyList<float> Baseline { get; }

    /// <summary>The features' names, <see langword="null"/> for one that has none.</summary>
    public IReadOnlyList<string?> SlotNames { get; }

    /// <summary>The rows, in order; those whose features the network cannot read are left out.</summary>
    public IReadOnlyList<RowContributions> Rows { get; }

    /// <summary>The source columns, those that contribute most first.</summary>
    public IReadOnlyList<ColumnContribution> Columns { get; }

    /// <summary>What each source column contributes to a row's score: the sum over its slots; in the order of the features.</summary>
    /// <param name="row">One of <see cref="Rows"/>.</param>
    public IReadOnlyList<KeyValuePair<string, double>> ByColumn(RowContributions row)
    {
        ArgumentNullException.ThrowIfNull(row);
        return [.. _groups.Select(group => KeyValuePair.Create(group.Name, group.Slots.Sum(slot => (double)row.Values[slot])))];
    }

    /// <summary>As a table, a line for each source column.</summary>
    public override string ToString()
    {
        var width = Columns.Max(column => column.Name.Length);
        return string.Join(Environment.NewLine,
        [
            string.Create(CultureInfo.InvariantCulture, $"Contributions to the scores of {Rows.Count} rows, by {Method}: mean size, and mean"),
            .. Columns.Select(column => string.Create(
                CultureInfo.InvariantCulture, $"{column.Name.PadRight(width)}  {column.MeanAbsolute,10:g4}  {column.Mean,10:g4}")),
        ]);
    }
}
