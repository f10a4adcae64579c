using Microsoft.ML;
using Microsoft.ML.Data;

namespace ActReg.MLNet.Tests.Testing;

/// <summary>Every entrance refuses bad input, and before any row is read.</summary>
/// <param name="validSchema">What a good input looks like; what differs from it is what messages must name.</param>
internal sealed class RejectionChecks(DataViewSchema validSchema)
{
    public void ByEstimator(IEstimator<ITransformer> estimator, IDataView input)
    {
        Rejected(() => estimator.GetOutputSchema(SchemaShapes.Of(input.Schema)), input, "Estimator.GetOutputSchema");
        Rejected(() => estimator.Fit(input), input, "Estimator.Fit");
    }

    public void ByTransformer(ITransformer transformer, IDataView input, string what)
    {
        Rejected(() => transformer.GetOutputSchema(input.Schema), input, $"{what}.GetOutputSchema");
        Rejected(() => transformer.Transform(input), input, $"{what}.Transform");
        if (transformer.IsRowToRowMapper)
            Rejected(() => transformer.GetRowToRowMapper(input.Schema), input, $"{what}.GetRowToRowMapper");
    }

    private void Rejected(Action action, IDataView input, string what)
    {
        var visible = input.Schema.Where(column => !column.IsHidden).Select(column => $"{column.Name}: {column.Type}");
        RejectionAssert.Rejects(action, $"{what}({string.Join(", ", visible)})", NamesOfWrongColumns(input.Schema));
    }

    // ML.NET's own scorers show a wrong type, or just its item's, without the column's name.
    private string[] NamesOfWrongColumns(DataViewSchema schema) =>
        [.. validSchema.Where(valid => !valid.IsHidden).SelectMany(valid => schema.GetColumnOrNull(valid.Name) switch
        {
            null => [valid.Name],
            { } column when column.Type.Equals(valid.Type) => Array.Empty<string>(),
            { Type: VectorDataViewType vector } column => [column.Name, vector.ToString(), vector.ItemType.ToString()!],
            { } column => [column.Name, column.Type.ToString()!],
        })];
}
