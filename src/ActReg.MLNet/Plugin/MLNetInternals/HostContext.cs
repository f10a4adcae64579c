using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace ActReg.MLNet;

/// <summary>An <see cref="MLContext"/>, as work that is no estimator's knows it.</summary>
internal sealed class HostContext
{
    private readonly IHostEnvironment _environment;

    private HostContext(IHostEnvironment environment) => _environment = environment;

    /// <summary>The seed that it was made with; null when it was made without.</summary>
    public int? Seed => _environment.ContextSeed();

    public static HostContext Of(TrainCatalogBase catalog)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        return new(CatalogUtils.GetEnvironment(catalog));
    }

    public static HostContext Of(TransformsCatalog catalog)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        return new(CatalogUtils.GetEnvironment(catalog));
    }

    /// <summary>Where work tells of itself, in <see cref="MLContext.Log"/>.</summary>
    /// <param name="name">The work.</param>
    public MessageChannel Start(string name) => new(_environment.Start(name));
}
