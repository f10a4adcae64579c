using Microsoft.ML;
using Microsoft.ML.Data;

namespace ActReg.MLNet.Tests.Testing;

/// <summary>A copy of a data view's rows, for small data.</summary>
internal sealed record DataViewContents(IReadOnlyList<DataViewSchema.Column> Columns, IReadOnlyList<RowContents> Rows)
{
    public static DataViewContents Read(IDataView view) => Read(view, [.. view.Schema]);

    public static DataViewContents Read(IDataView view, IReadOnlyList<DataViewSchema.Column> columns, Random? shuffle = null)
    {
        using DataViewRowCursor cursor = view.GetRowCursor(columns, shuffle);
        return Read(cursor, columns);
    }

    public static DataViewContents Read(DataViewRowCursor cursor, IReadOnlyList<DataViewSchema.Column> columns) =>
        Read(cursor, cursor, columns);

    /// <summary>Moves the cursor to its end and reads a row that lives from it.</summary>
    public static DataViewContents Read(DataViewRowCursor cursor, DataViewRow row, IReadOnlyList<DataViewSchema.Column> columns)
    {
        CellReader[] readers = [.. columns.Select(column => CellReader.Of(row, column))];
        ValueGetter<DataViewRowId> idGetter = row.GetIdGetter();
        var rows = new List<RowContents>();
        while (cursor.MoveNext())
        {
            DataViewRowId id = default;
            idGetter(ref id);
            rows.Add(new RowContents(id, [.. readers.Select(reader => reader.Read())]));
        }
        return new DataViewContents(columns, rows);
    }

    /// <summary>The same rows with some of the columns.</summary>
    public DataViewContents Select(IReadOnlyList<DataViewSchema.Column> columns)
    {
        int[] positions = [.. columns.Select(column => Columns.ToList().FindIndex(own => own.Index == column.Index))];
        return new DataViewContents(columns, [.. Rows.Select(row => row.Select(positions))]);
    }
}
