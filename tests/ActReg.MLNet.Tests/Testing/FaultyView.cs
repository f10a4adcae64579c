using Microsoft.ML;

namespace ActReg.MLNet.Tests.Testing;

/// <summary>
/// A data view around another in which something goes wrong: before a row is read of a pass over it, both counted from 0, or from a
/// pass on.
/// </summary>
internal sealed class FaultyView(IDataView inner) : IDataView
{
    private readonly Dictionary<(int Pass, int Row), Func<bool>> _faults = [];
    private readonly SortedDictionary<int, IDataView> _changes = new() { [0] = inner };
    private int _passes;

    public bool CanShuffle => false;

    public DataViewSchema Schema => inner.Schema;

    public FaultyView Throw(int pass, int row, Exception error) => Do(pass, row, () => throw error);

    public FaultyView Block(int pass, int row, Gate gate) => Do(pass, row, gate.Wait);

    public FaultyView Cancel(int pass, int row, CancellationTokenSource source) => Do(pass, row, source.Cancel);

    public FaultyView Do(int pass, int row, Action act) => Add(pass, row, () =>
    {
        act();
        return true;
    });

    /// <summary>The pass ends before the row.</summary>
    public FaultyView End(int pass, int row) => Add(pass, row, () => false);

    /// <summary>Others are read from a pass on, which have the same columns: more, fewer, or with other values.</summary>
    public FaultyView Change(int fromPass, IDataView rows)
    {
        _changes[fromPass] = rows;
        return this;
    }

    public long? GetRowCount() => inner.GetRowCount();

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null)
    {
        var pass = Interlocked.Increment(ref _passes) - 1;
        var row = 0;
        var view = _changes.Last(change => change.Key <= pass).Value;
        return new StubCursor(view.GetRowCursor(columnsNeeded.Select(column => view.Schema[column.Name]), rand))
        {
            SchemaAs = Schema,
            BeforeMove = () => !_faults.TryGetValue((pass, row++), out var fault) || fault(),
        };
    }

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null) =>
        [GetRowCursor(columnsNeeded, rand)];

    private FaultyView Add(int pass, int row, Func<bool> fault)
    {
        _faults.Add((pass, row), fault);
        return this;
    }
}
