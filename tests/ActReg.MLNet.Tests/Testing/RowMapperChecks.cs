using Microsoft.ML;
using Microsoft.ML.Data;

namespace ActReg.MLNet.Tests.Testing;

/// <summary>A transformer that maps row by row gives, row by row, what it gives for the whole view.</summary>
/// <remarks>Prediction engines and transformer chains go this way.</remarks>
internal static class RowMapperChecks
{
    public static void Run(ITransformer transformer, IDataView data, DataViewContents expected, string what)
    {
        if (!transformer.IsRowToRowMapper)
        {
            RejectionAssert.FailsOnPurpose(() => transformer.GetRowToRowMapper(data.Schema), $"{what}: mapper of no mapper");
            return;
        }

        IRowToRowMapper mapper = transformer.GetRowToRowMapper(data.Schema);
        Assert.AreSame(data.Schema, mapper.InputSchema, $"{what}: the mapper's input schema is not the one it was made for");
        SchemaAssert.Same(transformer.GetOutputSchema(data.Schema), mapper.OutputSchema, $"{what}, the mapper's output");

        RowsAreTheSame(mapper, data, expected, [.. mapper.OutputSchema], what);
        foreach (DataViewSchema.Column column in mapper.OutputSchema)
            RowsAreTheSame(mapper, data, expected, [column], what);
        Assert.IsEmpty(mapper.GetDependencies([]), $"{what}: no column depends on something");
    }

    // Only the dependencies are active in the input, so one that is missing shows.
    private static void RowsAreTheSame(IRowToRowMapper mapper, IDataView data, DataViewContents expected,
        IReadOnlyList<DataViewSchema.Column> columns, string what)
    {
        string part = $"{what}, mapped row by row to [{string.Join(", ", columns.Select(column => column.Name))}]";
        DataViewSchema.Column[] needed = [.. mapper.GetDependencies(columns)];
        foreach (DataViewSchema.Column column in needed)
        {
            Assert.IsTrue(column.Index < data.Schema.Count && data.Schema[column.Index].Name == column.Name,
                $"{part}: depends on '{column.Name}', which is not a column of the input");
        }

        DataViewRowCursor cursor = data.GetRowCursor(needed);
        using DataViewRow row = mapper.GetRow(cursor, columns); // which disposes the cursor
        SchemaAssert.Same(mapper.OutputSchema, row.Schema, part);
        DataViewAssert.SameRows(expected.Select(columns), DataViewContents.Read(cursor, row, columns), part);
    }
}
