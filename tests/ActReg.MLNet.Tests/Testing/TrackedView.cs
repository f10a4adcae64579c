using System.Collections.Concurrent;
using Microsoft.ML;

namespace ActReg.MLNet.Tests.Testing;

/// <summary>A data view around another that knows who reads it.</summary>
internal sealed class TrackedView : IDataView
{
    private readonly StubDataView _view;
    private readonly ConcurrentDictionary<Thread, bool> _threads = [];
    private int _passes;
    private int _open;
    private int _rows;

    /// <param name="inner">The view.</param>
    /// <param name="beforeRow">
    /// Called before each row's features are read, with the numbers of the pass and of the row in it, both from 0.
    /// </param>
    public TrackedView(IDataView inner, Action<int, int>? beforeRow = null) => _view = new StubDataView(inner)
    {
        CursorWith = cursor =>
        {
            var pass = Interlocked.Increment(ref _passes) - 1;
            _threads[Thread.CurrentThread] = true;
            Interlocked.Increment(ref _open);
            var row = 0;
            return new StubCursor(cursor)
            {
                OnDispose = () => Interlocked.Decrement(ref _open),
                GetterWith = (column, getter) => getter is not ValueGetter<Microsoft.ML.Data.VBuffer<float>> features ? getter
                    : (ValueGetter<Microsoft.ML.Data.VBuffer<float>>)((ref Microsoft.ML.Data.VBuffer<float> value) =>
                    {
                        Interlocked.Increment(ref _rows);
                        beforeRow?.Invoke(pass, row++);
                        features(ref value);
                    }),
            };
        },
    };

    /// <summary>How often reading began.</summary>
    public int Passes => _passes;

    /// <summary>The rows that were read, in all.</summary>
    public int Rows => _rows;

    /// <summary>Whether some cursor has not been disposed of.</summary>
    public bool IsOpen => _open > 0;

    public bool CanShuffle => _view.CanShuffle;

    public DataViewSchema Schema => _view.Schema;

    public long? GetRowCount() => _view.GetRowCount();

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null) =>
        _view.GetRowCursor(columnsNeeded, rand);

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null) =>
        _view.GetRowCursorSet(columnsNeeded, n, rand);

    /// <summary>No cursor is open, and no thread alive that read, but this one; or so it is soon.</summary>
    public void AssertIsLeft()
    {
        foreach (var thread in _threads.Keys.Where(thread => thread != Thread.CurrentThread))
            Assert.IsTrue(thread.Join(Gate.Patience), "a reading thread lives");
        Assert.AreEqual(0, _open, "open cursors");
    }
}
