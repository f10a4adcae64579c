using ActReg.MLNet;
using Microsoft.ML.Data;

namespace Microsoft.ML;

/// <summary>Where <see cref="MLContext.Data"/> puts right what a column says of itself.</summary>
public static class NormalizedMarkCatalog
{
    /// <summary>
    /// The same rows, with a column that says of itself that it is normalized, or that it is not. ML.NET's normalizers leave that mark, and
    /// what goes through a file or through memory as objects loses it: networks then refuse to be compared with rows of another stage.
    /// </summary>
    /// <param name="catalog">The <see cref="MLContext.Data"/> catalog.</param>
    /// <param name="data">The rows.</param>
    /// <param name="columnName">The column, such as <c>Features</c>.</param>
    /// <param name="isNormalized">What it is to say; <see langword="true"/> by default.</param>
    /// <exception cref="ArgumentException">There is no such column.</exception>
    public static IDataView MarkNormalized(this DataOperationsCatalog catalog, IDataView data, string columnName, bool isNormalized = true)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(columnName);
        return new MarkedView(CatalogUtils.GetEnvironment(catalog), data, columnName, isNormalized);
    }
}
