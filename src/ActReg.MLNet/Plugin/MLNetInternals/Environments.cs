using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace ActReg.MLNet;

/// <summary>What ML.NET's catalogs know about the <see cref="MLContext"/> they belong to.</summary>
internal static class Environments
{
    /// <summary>The seed that the <see cref="MLContext"/> was made with; null when it was made without.</summary>
    public static int? ContextSeed(this DataOperationsCatalog catalog) => ContextSeed(CatalogUtils.GetEnvironment(catalog));

    /// <inheritdoc cref="ContextSeed(DataOperationsCatalog)"/>
    public static int? ContextSeed(this IHostEnvironment environment) => (environment as IHostEnvironmentInternal)?.Seed;

    /// <summary>Where ML.NET unpacks models: <see cref="MLContext.TempFilePath"/>.</summary>
    public static string TemporaryFolder(this IHostEnvironment environment) =>
        (environment as IHostEnvironmentInternal)?.TempFilePath ?? Path.GetTempPath();
}
