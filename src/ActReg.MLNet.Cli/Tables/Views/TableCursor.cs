using Microsoft.ML;
using Microsoft.ML.Data;

namespace ActReg.MLNet.Cli.Tables;

/// <summary>Goes through the rows of a file.</summary>
internal sealed class TableCursor : DataViewRowCursor
{
    private readonly TableView _view;
    private readonly HashSet<int> _active;
    private readonly int[] _checked;
    private readonly TableRows _rows;
    private readonly string?[] _cells;
    private string _problem = "";
    private long _position = -1;
    private bool _isAtEnd;

    /// <param name="view">The view.</param>
    /// <param name="active">The columns that are asked for.</param>
    public TableCursor(TableView view, HashSet<int> active)
    {
        (_view, _active) = (view, active);
        // What is wrong with a row does not depend on what is asked for.
        _checked = [.. Enumerable.Range(0, view.Columns.Count).Where(column => view.Columns[column].Source != null && (view.KeepsBadRows || active.Contains(column)))];
        _cells = new string?[view.Table.Columns.Count];
        _rows = view.KeepsBadRows ? view.Table.OpenOnce() : view.Table.Open();
    }

    public override DataViewSchema Schema => _view.Schema;

    public override long Position => _isAtEnd ? -1 : _position;

    public override long Batch => 0;

    public override bool IsColumnActive(DataViewSchema.Column column) => _active.Contains(column.Index);

    public override bool MoveNext()
    {
        do
        {
            if (_isAtEnd || !_rows.Read())
            {
                _isAtEnd = true;
                return false;
            }
        }
        while (_view.Required is { } required && Cell.IsMissing(_rows[required]));

        _position++;
        Array.Clear(_cells);
        Check();
        return true;
    }

    public override ValueGetter<DataViewRowId> GetIdGetter() => (ref DataViewRowId id) => id = new DataViewRowId((ulong)RowPosition(), 0);

    public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
    {
        if (!IsColumnActive(column))
            throw new InvalidOperationException($"Column '{column.Name}' was not asked for.");
        return Getter(column) as ValueGetter<TValue>
            ?? throw new InvalidOperationException($"Column '{column.Name}' is of type {column.Type.RawType}; received {typeof(TValue)}.");
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _rows.Dispose();
        base.Dispose(disposing);
    }

    private Delegate Getter(DataViewSchema.Column column)
    {
        if (column.Index >= _view.Columns.Count)
            return column.Name == _view.CellsName ? (ValueGetter<VBuffer<ReadOnlyMemory<char>>>)GetCells : (ValueGetter<ReadOnlyMemory<char>>)GetProblem;
        var (_, kind, source) = _view.Columns[column.Index];
        return column.Type switch
        {
            NumberDataViewType when kind == ColumnKind.Boolean => (ValueGetter<float>)((ref float value) => value = Truth(source)),
            NumberDataViewType => (ValueGetter<float>)((ref float value) => value = Number(source)),
            BooleanDataViewType => (ValueGetter<bool>)((ref bool value) => value = Boolean(source)),
            _ => (ValueGetter<ReadOnlyMemory<char>>)((ref ReadOnlyMemory<char> value) => value = Text(source)),
        };
    }

    private float Number(int? source) => !Cell.IsMissing(CellAt(source)) && _view.Table.Numbers.TryParse(CellAt(source), out var value) ? value : float.NaN;

    private float Truth(int? source) => Cell.TryBoolean(CellAt(source), out var value) ? value ? 1 : 0 : float.NaN;

    private bool Boolean(int? source) => Cell.TryBoolean(CellAt(source), out var value) && value;

    private ReadOnlyMemory<char> Text(int? source) => Cell.IsMissing(CellAt(source)) ? default : CellAt(source).Trim().AsMemory();

    private void GetCells(ref VBuffer<ReadOnlyMemory<char>> value)
    {
        var editor = VBufferEditor.Create(ref value, _cells.Length);
        for (var column = 0; column < _cells.Length; column++)
            editor.Values[column] = CellAt(column).AsMemory();
        value = editor.Commit();
    }

    private void GetProblem(ref ReadOnlyMemory<char> value)
    {
        RowPosition();
        value = _problem.AsMemory();
    }

    private string CellAt(int? source)
    {
        RowPosition();
        return source is { } column ? _cells[column] ??= _rows[column] : "";
    }

    private long RowPosition() => Position >= 0 ? Position : throw new InvalidOperationException("The cursor is on no row.");

    private void Check()
    {
        _problem = "";
        foreach (var index in _checked)
        {
            var column = _view.Columns[index];
            if (column.Problem(CellAt(column.Source), _view.Table.Numbers) is not { } problem)
                continue;
            _problem = $"{_rows.Place}, column '{column.Name}': {problem}";
            if (!_view.KeepsBadRows)
                throw new TableException($"{_view.Table.Name}, {_problem}.");
            return;
        }
    }
}
