using Microsoft.ML;
using Microsoft.ML.Data;

namespace ActReg.MLNet.Cli.Tables;

/// <summary>Counts the categories of a table that a model's training did not see, all of whose places are 0, as those of a missing one are.</summary>
internal sealed class UnseenCategories
{
    private readonly List<Tally> _tallies = [];

    /// <param name="model">The model; of one that <c>actreg train</c> did not make, nothing is known of its categories.</param>
    /// <param name="output">The schema of what it makes of the table: one-hot columns have their categories' names.</param>
    /// <param name="table">The table.</param>
    public UnseenCategories(TableModel model, DataViewSchema output, DataFile table)
    {
        if (model.Label == null)
            return;
        foreach (var (name, kind) in model.Columns)
        {
            if (kind == ColumnKind.Category && ColumnNames.Find(table.Columns, name) is { } place && output[name].HasSlotNames())
                _tallies.Add(new(name, place, [.. ScoreClasses.Of(output[name])]));
        }
    }

    /// <summary>The rows that were looked at.</summary>
    public long Rows { get; private set; }

    /// <summary>The columns that have some.</summary>
    public IReadOnlyList<UnseenCategory> Found =>
        [.. _tallies.Where(tally => tally.Rows > 0).Select(tally => new UnseenCategory(tally.Name, tally.Rows, tally.Values.Count, tally.Example!))];

    /// <param name="cellAt">Gives a cell of the row.</param>
    public void Add(Func<int, string> cellAt)
    {
        Rows++;
        foreach (var tally in _tallies)
            tally.Add(cellAt(tally.Place).Trim());
    }

    private sealed class Tally(string name, int place, HashSet<string> known)
    {
        public string Name => name;

        public int Place => place;

        public long Rows { get; private set; }

        public HashSet<string> Values { get; } = [];

        public string? Example { get; private set; }

        public void Add(string cell)
        {
            if (Cell.IsMissing(cell) || known.Contains(cell))
                return;
            Rows++;
            Example ??= cell;
            // Any number of rows takes the same memory.
            if (Values.Count < UnseenCategory.MostValues)
                Values.Add(cell);
        }
    }
}
