using Microsoft.ML;
using Microsoft.ML.Runtime;

namespace ActReg.MLNet;

/// <summary>Puts numbers and keys into one column of features; made by <c>mlContext.Transforms.ConcatenateCategories</c>.</summary>
/// <remarks>
/// <para>Input columns: <see cref="float"/>, known-size vectors of it, keys, and vectors of keys of any length. Output column: a vector of <see cref="float"/>: the numbers, in the order of their columns, then
/// for each column of keys, in their order, a block of one slot more than it has keys, the first for missing ones. A row without any key of a vector has zeros in its block.</para>
/// <para>Slots are named after column and key, <c>City.Vienna</c>; those of missing keys <c>City.(missing)</c>. Blocks of single keys are marked as ML.NET marks one-hot vectors, so that its trees can
/// split by sets of categories; those of vectors, of which they would see one key, by a mark of their own. Marks of vectors of numbers, of one-hot vectors and of what this transform made before, are kept.</para>
/// </remarks>
public sealed class CategoryConcatenatingEstimator : IEstimator<CategoryConcatenatingTransformer>
{
    private readonly CategoryConcatenatingTransformer _transformer;

    internal CategoryConcatenatingEstimator(IHostEnvironment env, CategoryColumns columns) => _transformer = new CategoryConcatenatingTransformer(env, columns);

    /// <summary>The transformer; nothing is learned from the rows but which keys there are, and their order.</summary>
    /// <param name="input">The rows, whose columns are checked.</param>
    /// <exception cref="ArgumentException">A column is missing, or of another type.</exception>
    public CategoryConcatenatingTransformer Fit(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        return _transformer.Fit(input.Schema);
    }

    /// <summary>The input columns and the output column.</summary>
    /// <param name="inputSchema">The input columns.</param>
    /// <exception cref="ArgumentException">A column is missing, or of another type.</exception>
    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        return _transformer.OutputSchemaShape(inputSchema);
    }
}
