namespace ActReg.MLNet.Cli.Tables;

/// <summary>One reading of a table before it is trained on: what its columns are, by its first rows, and that numbers and Booleans are such in all others.</summary>
internal sealed class TableSurvey
{
    /// <summary>The rows that kinds are told by.</summary>
    public const int RowsLookedAt = 10_000;

    private readonly DataFile _table;
    private readonly int _label;
    private readonly IReadOnlyDictionary<int, ColumnKind> _chosen;
    private readonly ColumnTally[] _tallies;
    private readonly long[] _missing;
    private TakenColumn[]? _taken;

    private TableSurvey(DataFile table, int label, IReadOnlyDictionary<int, ColumnKind> chosen)
    {
        (_table, _label, _chosen) = (table, label, chosen);
        _tallies = [.. table.Columns.Select(_ => new ColumnTally(table.Numbers))];
        _missing = new long[table.Columns.Count];
        Label = new LabelTally(table.Numbers);
    }

    /// <summary>All columns, in the file's order.</summary>
    public IReadOnlyList<TakenColumn> Columns => [.. Taken.Select(Counted)];

    public LabelTally Label { get; }

    public long RowCount { get; private set; }

    /// <summary>Whether kinds were told by all rows.</summary>
    public bool IsWhole => RowCount <= RowsLookedAt;

    private TakenColumn[] Taken => _taken ??= [.. _table.Columns.Select(Take)];

    /// <param name="table">The table.</param>
    /// <param name="label">The place of the label.</param>
    /// <param name="choices">What is said about columns.</param>
    /// <param name="cancellation">Ends the reading.</param>
    /// <exception cref="TableException">A cell is not what its column is taken for.</exception>
    public static TableSurvey Of(DataFile table, int label, KindChoices choices, CancellationToken cancellation)
    {
        var survey = new TableSurvey(table, label, choices.In(table, label));
        using var rows = table.Open();
        while (rows.Read())
        {
            cancellation.ThrowIfCancellationRequested();
            survey.Add(rows);
        }

        return survey;
    }

    private void Add(TableRows rows)
    {
        Label.Add(rows, _label);
        for (var column = 0; column < _tallies.Length; column++)
        {
            if (column != _label)
                Add(rows, column);
        }

        RowCount++;
    }

    private void Add(TableRows rows, int column)
    {
        var cell = rows[column];
        _missing[column] += Cell.IsMissing(cell) ? 1 : 0;
        if (RowCount < RowsLookedAt)
            _tallies[column].Add(rows, cell);
        var isChosen = _chosen.TryGetValue(column, out var kind);
        if (!isChosen && RowCount < RowsLookedAt)
            return;
        kind = isChosen ? kind : Taken[column].Kind;
        if (CellRules.Problem(kind, cell, _table.Numbers) is { } problem)
            throw new TableException($"{_table.Name}, {rows.Place}, column '{_table.Columns[column]}': {problem}, {WhyWrong(column, isChosen)}.");
        if (!isChosen && kind == ColumnKind.Category)
            AddCategory(rows, column, cell);
    }

    private void AddCategory(TableRows rows, int column, string cell)
    {
        _tallies[column].Add(rows, cell);
        if (_tallies[column].Values.Count > KindRules.MostCategories)
        {
            throw new TableException(
                $"{_table.Name}, {rows.Place}, column '{_table.Columns[column]}' has more than {KindRules.MostCategories} different texts, and fewer in its first "
                + $"{RowsLookedAt} rows, which took it for a category; --category, --text or --ignore must say what it is.");
        }
    }

    private string WhyWrong(int column, bool isChosen) => isChosen
        ? $"which {KindChoices.OptionOf(ColumnKind.Number)} asks for"
        : $"unlike all values in the first {RowsLookedAt} rows; an empty cell would count as missing, '--category {_table.Columns[column]}' would take all for texts";

    private TakenColumn Counted(TakenColumn column)
    {
        var counted = column with { Missing = column.Source == _label ? Label.Missing : _missing[column.Source], Values = _tallies[column.Source].Values.Count };
        return counted.IsUsed && counted.Missing == RowCount ? counted with { Kind = ColumnKind.Ignored, Reason = "has no values" } : counted;
    }

    private TakenColumn Take(string name, int column)
    {
        if (column == _label)
            return new(name, column, ColumnKind.Label, null, 0, 0);
        if (_chosen.TryGetValue(column, out var chosen))
        {
            return new(name, column, chosen, chosen == ColumnKind.Ignored ? "as asked for" : null, 0, 0)
            {
                Note = chosen == ColumnKind.Number ? KindRules.SingleNote(_tallies[column], name) : null,
            };
        }

        if (MixedColumn.Problem(_tallies[column], name) is { } problem)
            throw new TableException($"{_table.Name}, {problem}.");
        var (kind, reason) = KindRules.Of(_tallies[column]);
        return new(name, column, kind, reason, 0, 0) { Note = KindRules.Note(_tallies[column], kind, name) };
    }
}
