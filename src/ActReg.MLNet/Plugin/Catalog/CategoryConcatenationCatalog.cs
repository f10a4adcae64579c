using System.Diagnostics.CodeAnalysis;
using ActReg.MLNet;
using Microsoft.ML.Data;

namespace Microsoft.ML;

/// <summary>Where <see cref="MLContext.Transforms"/> puts numbers and categories into one column of features.</summary>
[SuppressMessage("ApiDesign", "RS0026", Justification = "The overloads differ in a required argument.")]
public static class CategoryConcatenationCatalog
{
    /// <summary>
    /// Puts numbers and keys, which <c>Concatenate</c> refuses, into one column of features: first the numbers, then a block of slots for each column of keys, in which a row has 1 at its key, or of
    /// a vector of keys how often each is there. The first slot of a block is for keys that are missing, as those are that a fitted <c>MapValueToKey</c> does not know. <see cref="Layer.CategoryEmbedding"/> finds the blocks.
    /// </summary>
    /// <param name="catalog">The transforms of <see cref="MLContext.Transforms"/>.</param>
    /// <param name="outputColumnName">The column to make: a vector of <see cref="float"/>.</param>
    /// <param name="inputColumnNames">Columns of <see cref="float"/>, of known-size vectors of it, of keys, and of vectors of keys of any length.</param>
    /// <exception cref="ArgumentException">A name is blank, or there is no input column.</exception>
    /// <example><code>
    /// var pipeline = mlContext.Transforms.Conversion.MapValueToKey("City")
    ///     .Append(mlContext.Transforms.ConcatenateCategories("Features", "Age", "Income", "City"));
    /// </code></example>
    public static CategoryConcatenatingEstimator ConcatenateCategories(this TransformsCatalog catalog, string outputColumnName, params string[] inputColumnNames) =>
        Create(catalog, outputColumnName, inputColumnNames, BagMode.Sum);

    /// <inheritdoc cref="ConcatenateCategories(TransformsCatalog, string, string[])"/>
    /// <param name="catalog">The transforms of <see cref="MLContext.Transforms"/>.</param>
    /// <param name="outputColumnName">The column to make: a vector of <see cref="float"/>.</param>
    /// <param name="bagMode">What becomes of vectors of keys.</param>
    /// <param name="inputColumnNames">Columns of <see cref="float"/>, of known-size vectors of it, of keys, and of vectors of keys of any length.</param>
    /// <exception cref="ArgumentException">A name is blank, the mode is none, or there is no input column.</exception>
    public static CategoryConcatenatingEstimator ConcatenateCategories(
        this TransformsCatalog catalog, string outputColumnName, BagMode bagMode, params string[] inputColumnNames) =>
        Create(catalog, outputColumnName, inputColumnNames, bagMode);

    private static CategoryConcatenatingEstimator Create(TransformsCatalog catalog, string outputColumnName, string[] inputColumnNames, BagMode bagMode)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentNullException.ThrowIfNull(inputColumnNames);
        Rule.ThrowIfBroken(
        [
            Rule.NotBlank(outputColumnName, nameof(outputColumnName)), Rule.Defined(bagMode, nameof(bagMode)),
            inputColumnNames.Length == 0 ? Rule.Broken(nameof(inputColumnNames), "must name at least one column", "none") : null,
            .. inputColumnNames.Select((name, i) => Rule.NotBlank(name, $"{nameof(inputColumnNames)}[{i}]")),
        ]);
        return new CategoryConcatenatingEstimator(CatalogUtils.GetEnvironment(catalog), new CategoryColumns(outputColumnName, [.. inputColumnNames], bagMode));
    }
}
