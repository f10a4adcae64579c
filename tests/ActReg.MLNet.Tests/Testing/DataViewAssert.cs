using Microsoft.ML;

namespace ActReg.MLNet.Tests.Testing;

/// <summary>Equality of whole data views: schema, annotation values, rows, values bit for bit.</summary>
internal static class DataViewAssert
{
    public static void Same(IDataView expected, IDataView actual, string what)
    {
        SchemaAssert.Same(expected.Schema, actual.Schema, what);
        SameRows(DataViewContents.Read(expected), DataViewContents.Read(actual), what);
    }

    /// <summary>The same rows in the same order.</summary>
    /// <param name="expected">What should be there.</param>
    /// <param name="actual">What is there.</param>
    /// <param name="what">What is compared, for the message.</param>
    /// <param name="compareIds">Whether row ids count; a cached view numbers its rows itself.</param>
    public static void SameRows(DataViewContents expected, DataViewContents actual, string what, bool compareIds = true)
    {
        for (int row = 0; row < Math.Min(expected.Rows.Count, actual.Rows.Count); row++)
            SameRow(expected, actual, row, what, compareIds);
        Assert.HasCount(expected.Rows.Count, actual.Rows, $"{what}: rows are missing or too many");
    }

    /// <summary>The same rows in any order.</summary>
    public static void SameRowsUnordered(DataViewContents expected, DataViewContents actual, string what) =>
        SameRows(Sorted(expected), Sorted(actual), what);

    // Ids are unique within one view, which CursorChecks asserts.
    private static DataViewContents Sorted(DataViewContents contents) =>
        contents with { Rows = [.. contents.Rows.OrderBy(row => row.Id.High).ThenBy(row => row.Id.Low)] };

    private static void SameRow(DataViewContents expected, DataViewContents actual, int row, string what, bool compareIds)
    {
        RowContents left = expected.Rows[row], right = actual.Rows[row];
        for (int i = 0; i < expected.Columns.Count; i++)
        {
            if (!CellComparer.Instance.Equals(left.Cells[i], right.Cells[i]))
            {
                Assert.Fail($"{what}: row {row}, column '{expected.Columns[i].Name}': "
                    + CellComparer.Describe(left.Cells[i], right.Cells[i]));
            }
        }
        if (compareIds && !left.Id.Equals(right.Id))
            Assert.Fail($"{what}: row {row}: expected the row of id {left.Id}, found {right.Id}");
    }
}
