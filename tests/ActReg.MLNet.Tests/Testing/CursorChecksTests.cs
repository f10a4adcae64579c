using Microsoft.ML;
using Microsoft.ML.Data;

namespace ActReg.MLNet.Tests.Testing;

/// <summary>The checks of cursors pass on ML.NET's own and catch broken ones.</summary>
[TestClass]
public sealed class CursorChecksTests
{
    private readonly IDataView _data = SampleData.Regression(new MLContext());

    [TestMethod]
    public void Sound_views_pass()
    {
        CursorChecks.Run(_data, "loaded");
        CursorChecks.Run(new MLContext().Data.Cache(_data), "cached");
        CursorChecks.Run(new StubDataView(_data) { CursorWith = cursor => new StubCursor(cursor) }, "stubbed");
    }

    [TestMethod]
    public void Row_count_that_is_wrong() => Caught("GetRowCount", new StubDataView(_data) { RowCount = 1 });

    [TestMethod]
    public void Rows_that_share_an_id() => Caught("rows share an id", new StubDataView(_data)
    {
        CursorWith = cursor => new StubCursor(cursor) { IdGetter = (ref DataViewRowId id) => id = default },
    });

    [TestMethod]
    public void Getter_that_gives_something_else_the_second_time()
    {
        Caught("read twice", WithGetter<float>("Label", getter =>
        {
            long before = -1;
            return (ref float value) =>
            {
                getter(ref value);
                if (BitConverter.SingleToInt32Bits(value) == before)
                    value = 0;
                before = BitConverter.SingleToInt32Bits(value);
            };
        }));
    }

    [TestMethod]
    public void Vectors_that_share_their_memory() =>
        Caught("changed the vector handed out", WithGetter<VBuffer<float>>("Features", getter =>
        {
            float[] shared = new float[SampleData.FeatureCount];
            return (ref VBuffer<float> value) =>
            {
                getter(ref value);
                value.CopyTo(shared);
                value = new VBuffer<float>(SampleData.FeatureCount, shared);
            };
        }));

    [TestMethod]
    public void Vectors_that_keep_the_row_before() =>
        Caught("row 4, column 'Features'", WithGetter<VBuffer<float>>("Features", getter => (ref VBuffer<float> value) =>
        {
            float[] kept = value.Length == 0 ? new float[SampleData.FeatureCount] : [.. value.DenseValues()];
            VBuffer<float> sparse = default;
            getter(ref sparse);
            foreach ((int slot, float item) in sparse.Items())
                kept[slot] = item;
            value = new VBuffer<float>(SampleData.FeatureCount, kept);
        }));

    [TestMethod]
    public void Scratch_memory_that_cursors_share()
    {
        float scratch = 0;
        Caught("at once", WithGetter<float>("Label", getter => (ref float value) =>
        {
            getter(ref value);
            Volatile.Write(ref scratch, value);
            Thread.Sleep(1);
            value = Volatile.Read(ref scratch);
        }, new MLContext().Data.TakeRows(_data, 20)));
    }

    [TestMethod]
    public void Set_of_cursors_that_reads_rows_twice() => Caught("in a set of", new StubDataView(_data)
    {
        CursorSetWith = cursors => [.. cursors, _data.GetRowCursor(_data.Schema)],
    });

    [TestMethod]
    public void Set_of_cursors_that_loses_rows() => Caught("in a set of", new StubDataView(_data)
    {
        CursorSetWith = cursors => Array.ConvertAll(cursors, Advanced),
    });

    [TestMethod]
    public void Shuffling_that_is_denied() =>
        Caught("asked to shuffle but cannot", new StubDataView(new MLContext().Data.Cache(_data)) { CanShuffle = false });

    [TestMethod]
    public void Shuffling_that_loses_rows()
    {
        IDataView few = new MLContext().Data.TakeRows(_data, 3);
        Caught("View, shuffled", new StubDataView(_data) { CanShuffle = true, ShuffledAs = few });
    }

    private static DataViewRowCursor Advanced(DataViewRowCursor cursor)
    {
        cursor.MoveNext();
        return cursor;
    }

    private StubDataView WithGetter<T>(string name, Func<ValueGetter<T>, ValueGetter<T>> with, IDataView? data = null) =>
        new(data ?? _data)
        {
            CursorWith = cursor => new StubCursor(cursor)
            {
                GetterWith = (column, getter) => column.Name == name ? with((ValueGetter<T>)getter) : getter,
            },
        };

    private static void Caught(string inMessage, IDataView view) =>
        CheckFailure.Expect(inMessage, () => CursorChecks.Run(view, "View"));
}
