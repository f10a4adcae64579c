using Microsoft.ML;
using Microsoft.ML.Data;

namespace ActReg.MLNet.Cli.Tables;

/// <summary>A table as ML.NET reads data. Rows are read anew from the file by each cursor, and none is kept.</summary>
internal sealed class TableView : IDataView
{
    // No table has a column of this name, and no model makes one.
    private readonly string _own = $"actreg {Guid.NewGuid():N}";

    public TableView(DataFile table, IReadOnlyList<ViewColumn> columns)
    {
        (Table, Columns) = (table, columns);
        Schema = Build(columns, _ => { });
    }

    private TableView(TableView view)
    {
        (Table, Columns, KeepsBadRows) = (view.Table, view.Columns, true);
        Schema = Build(Columns, builder =>
        {
            builder.AddColumn(CellsName, new VectorDataViewType(TextDataViewType.Instance, Table.Columns.Count));
            builder.AddColumn(ProblemName, TextDataViewType.Instance);
        });
    }

    /// <summary>In a view that keeps bad rows, the column of the row's cells as they are written.</summary>
    public string CellsName => $"{_own} cells";

    /// <summary>In a view that keeps bad rows, the column of what is wrong with the row; empty if nothing is.</summary>
    public string ProblemName => $"{_own} problem";

    public DataFile Table { get; }

    public IReadOnlyList<ViewColumn> Columns { get; }

    /// <summary>Whether a cell that is not what it must be is no error, but makes its row one with a problem. Such a view is read once.</summary>
    public bool KeepsBadRows { get; }

    /// <summary>The column of the file without whose value rows are left out; <see langword="null"/> where none are.</summary>
    public int? Required { get; init; }

    public bool CanShuffle => false;

    public DataViewSchema Schema { get; }

    /// <summary>The same rows, bad ones too, with two more columns: <see cref="CellsName"/> and <see cref="ProblemName"/>.</summary>
    public TableView WithBadRows() => new(this);

    public long? GetRowCount() => null;

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null) =>
        new TableCursor(this, [.. columnsNeeded.Select(column => column.Index)]);

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null) =>
        [GetRowCursor(columnsNeeded, rand)];

    private static DataViewSchema Build(IReadOnlyList<ViewColumn> columns, Action<DataViewSchema.Builder> addMore)
    {
        var builder = new DataViewSchema.Builder();
        foreach (var column in columns)
            builder.AddColumn(column.Name, column.Type, column.Annotations);
        addMore(builder);
        return builder.ToSchema();
    }
}
