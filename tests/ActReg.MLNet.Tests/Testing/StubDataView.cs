using Microsoft.ML;

namespace ActReg.MLNet.Tests.Testing;

/// <summary>A data view around another, to make one thing wrong at a time.</summary>
internal sealed class StubDataView(IDataView inner) : IDataView
{
    public Func<DataViewRowCursor, DataViewRowCursor>? CursorWith { get; init; }

    public Func<DataViewRowCursor[], DataViewRowCursor[]>? CursorSetWith { get; init; }

    /// <summary>Read in the inner view's place when shuffled; of the same columns.</summary>
    public IDataView? ShuffledAs { get; init; }

    public long? RowCount { get; init; } = inner.GetRowCount();

    public bool CanShuffle { get; init; } = inner.CanShuffle;

    public DataViewSchema Schema => inner.Schema;

    public long? GetRowCount() => RowCount;

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null)
    {
        IDataView view = rand is null || ShuffledAs is null ? inner : ShuffledAs;
        DataViewRowCursor cursor = view.GetRowCursor(columnsNeeded, rand);
        return CursorWith is null ? cursor : CursorWith(cursor);
    }

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null)
    {
        DataViewRowCursor[] cursors = inner.GetRowCursorSet(columnsNeeded, n, rand);
        return CursorSetWith is null ? cursors : CursorSetWith(cursors);
    }
}
