using Microsoft.ML;

namespace ActReg.MLNet.Tests.Testing;

/// <summary>A data view's cursors keep ML.NET's contract: any columns, any number at once, always the same rows.</summary>
internal static class CursorChecks
{
    private const int ShuffleSeed = 1;
    private const int Readers = 4;

    /// <summary>Checks the cursors and returns what they read.</summary>
    public static DataViewContents Run(IDataView view, string what)
    {
        DataViewContents all = DataViewContents.Read(view);
        RowIdsAreUnique(all, what);
        RowCountIsRight(view, all, what);
        PositionsCountUp(view, all, what);
        SubsetsOfColumnsReadTheSame(view, all, what);
        GettersReadTheSameTwice(view, all, what);
        ShufflingKeepsRows(view, all, what);
        CursorSetsReadEveryRowOnce(view, all, what);
        ManyReadersAtOnceReadTheSame(view, all, what);
        return all;
    }

    private static void RowIdsAreUnique(DataViewContents all, string what)
    {
        int distinct = all.Rows.Select(row => row.Id).Distinct().Count();
        Assert.AreEqual(all.Rows.Count, distinct, $"{what}: rows share an id");
    }

    private static void RowCountIsRight(IDataView view, DataViewContents all, string what)
    {
        if (view.GetRowCount() is { } count)
            Assert.AreEqual(all.Rows.Count, count, $"{what}: GetRowCount");
    }

    private static void PositionsCountUp(IDataView view, DataViewContents all, string what)
    {
        using DataViewRowCursor cursor = view.GetRowCursor(view.Schema);
        Assert.AreSame(view.Schema, cursor.Schema, $"{what}: the cursor's schema is not the view's");
        Assert.AreEqual(-1, cursor.Position, $"{what}: position before the first row");
        for (int row = 0; row < all.Rows.Count; row++)
        {
            Assert.IsTrue(cursor.MoveNext(), $"{what}: the second reading ends at row {row}");
            Assert.AreEqual(row, cursor.Position, $"{what}: position");
        }
        Assert.IsFalse(cursor.MoveNext(), $"{what}: the second reading has more rows");
        Assert.IsFalse(cursor.MoveNext(), $"{what}: MoveNext after the end");
    }

    private static void SubsetsOfColumnsReadTheSame(IDataView view, DataViewContents all, string what)
    {
        foreach (DataViewSchema.Column column in view.Schema)
            SubsetReadsTheSame(view, all, [column], what);
        SubsetReadsTheSame(view, all, [], what);
        SubsetReadsTheSame(view, all, [.. view.Schema.Where(column => column.Index % 2 == 0)], what);
        SubsetReadsTheSame(view, all, [.. view.Schema.Where(column => column.Index % 2 != 0).Reverse()], what);
    }

    private static void SubsetReadsTheSame(
        IDataView view, DataViewContents all, IReadOnlyList<DataViewSchema.Column> columns, string what)
    {
        string part = $"{what}, with columns [{string.Join(", ", columns.Select(column => column.Name))}]";
        using DataViewRowCursor cursor = view.GetRowCursor(columns);
        foreach (DataViewSchema.Column column in view.Schema)
        {
            if (columns.Any(asked => asked.Index == column.Index))
                Assert.IsTrue(cursor.IsColumnActive(column), $"{part}: '{column.Name}' is not active");
            else if (!cursor.IsColumnActive(column))
                RejectionAssert.FailsOnPurpose(() => CellReader.Of(cursor, column), $"{part}: getter of '{column.Name}'");
        }
        DataViewAssert.SameRows(all.Select(columns), DataViewContents.Read(cursor, columns), part);
    }

    private static void GettersReadTheSameTwice(IDataView view, DataViewContents all, string what)
    {
        using DataViewRowCursor cursor = view.GetRowCursor(view.Schema);
        CellReader[] readers = [.. view.Schema.Select(column => CellReader.Of(cursor, column))];
        HandedOutCell[] before = [];
        for (int row = 0; cursor.MoveNext(); row++)
        {
            HandedOutCell[] first = [.. readers.Select(reader => reader.ReadIntoNewBuffer())];
            HandedOutCell[] second = [.. readers.Select(reader => reader.ReadIntoNewBuffer())];
            for (int i = 0; i < readers.Length; i++)
            {
                string cell = $"{what}: row {row}, column '{view.Schema[i].Name}'";
                object expected = all.Rows[row].Cells[i];
                SameCell(expected, first[i].Value, $"{cell}, into a new buffer");
                SameCell(expected, second[i].Value, $"{cell}, read twice");
                Assert.IsTrue(first[i].IsUnchanged, $"{cell}: reading again changed the vector handed out first");
                Assert.IsTrue(row == 0 || before[i].IsUnchanged, $"{cell}: changed the vector handed out for the row before");
            }
            before = second;
        }
    }

    private static void SameCell(object expected, object actual, string what)
    {
        if (!CellComparer.Instance.Equals(expected, actual))
            Assert.Fail($"{what}: {CellComparer.Describe(expected, actual)}");
    }

    private static void ShufflingKeepsRows(IDataView view, DataViewContents all, string what)
    {
        DataViewContents shuffled = DataViewContents.Read(view, all.Columns, new Random(ShuffleSeed));
        if (view.CanShuffle)
            DataViewAssert.SameRowsUnordered(all, shuffled, $"{what}, shuffled");
        else
            DataViewAssert.SameRows(all, shuffled, $"{what}, asked to shuffle but cannot");
    }

    private static void CursorSetsReadEveryRowOnce(IDataView view, DataViewContents all, string what)
    {
        foreach (int count in new[] { 1, 2, Readers })
        {
            string part = $"{what}, in a set of {count} cursors";
            DataViewRowCursor[] cursors = view.GetRowCursorSet(view.Schema, count);
            Assert.IsInRange(1, count, cursors.Length, $"{part}: number of cursors");
            DataViewContents[] parts = InParallel(cursors.Length, i =>
            {
                using DataViewRowCursor cursor = cursors[i];
                return DataViewContents.Read(cursor, all.Columns);
            });
            DataViewAssert.SameRowsUnordered(all, all with { Rows = [.. parts.SelectMany(rows => rows.Rows)] }, part);
        }
    }

    // Some views never split a cursor; scratch memory shared between cursors shows here all the same.
    private static void ManyReadersAtOnceReadTheSame(IDataView view, DataViewContents all, string what)
    {
        foreach (DataViewContents one in InParallel(Readers, _ => DataViewContents.Read(view)))
            DataViewAssert.SameRows(all, one, $"{what}, read by {Readers} threads at once");
    }

    // All start together, each on a thread of its own.
    private static T[] InParallel<T>(int count, Func<int, T> read)
    {
        using var start = new Barrier(count);
        return Task.WhenAll(Enumerable.Range(0, count).Select(i => Task.Factory.StartNew(
            () =>
            {
                start.SignalAndWait();
                return read(i);
            },
            CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default))).GetAwaiter().GetResult();
    }
}
