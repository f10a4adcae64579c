using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace ActReg.MLNet;

/// <summary>What a network's transform asks of its input column.</summary>
internal static class TransformInput
{
    /// <summary>The column, as far as types tell before any data.</summary>
    /// <param name="host">Makes exceptions.</param>
    /// <param name="inputSchema">The columns.</param>
    /// <param name="name">The column's.</param>
    /// <param name="size">How many values it must have; null where any number will do.</param>
    /// <exception cref="ArgumentException">It is missing, or is of another type.</exception>
    public static SchemaShape.Column Find(IExceptionContext host, SchemaShape inputSchema, string name, int? size)
    {
        if (!inputSchema.TryFindColumn(name, out var column))
            throw host.ExceptSchemaMismatch(nameof(inputSchema), "input", name);
        return column.Kind == SchemaShape.Column.VectorKind.Vector && column.ItemType == NumberDataViewType.Single ? column : throw host.ExceptSchemaMismatch(
            nameof(inputSchema), "input", name, size == null ? "known-size vector of Single" : $"Vector<Single, {size}>", column.GetTypeString());
    }

    /// <summary>The column of data.</summary>
    /// <param name="host">Makes exceptions.</param>
    /// <param name="schema">The columns.</param>
    /// <param name="name">The column's.</param>
    /// <param name="network">What it is for.</param>
    /// <exception cref="ArgumentException">It is missing, of another type or length, or at another stage than in the training.</exception>
    public static DataViewSchema.Column Find(IExceptionContext host, DataViewSchema schema, string name, TrainedNetwork network)
    {
        if (schema.GetColumnOrNull(name) is not { } column)
            throw host.ExceptSchemaMismatch(nameof(schema), "input", name);
        var size = network.Plan.InputSize;
        if (column.Type is not VectorDataViewType { ItemType: NumberDataViewType item } vector || item != NumberDataViewType.Single || vector.Size != size)
            throw host.ExceptSchemaMismatch(nameof(schema), "input", name, $"Vector<Single, {size}>", column.Type.ToString());
        return network.Columns?.Features.Problem(ColumnMarks.OfFeatures(column), $"column \"{name}\"") is { } problem
            ? throw new ArgumentException(problem) : column;
    }
}
