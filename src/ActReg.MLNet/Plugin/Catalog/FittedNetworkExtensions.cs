using ActReg.MLNet;

namespace Microsoft.ML;

/// <summary>Finds the networks of this plugin in what <c>Fit</c> or <c>Load</c> gave.</summary>
public static class FittedNetworkExtensions
{
    /// <summary>The one network in a model, with its layers, weights and history.</summary>
    /// <param name="model">A transformer, or a chain of them, however it was made: fitted or loaded, calibrated or with another threshold.</param>
    /// <exception cref="ArgumentException">There is none, or there are several, such as those of <c>ActivityRegularizedTabularMlp</c> or <c>OneVersusAll</c>.</exception>
    /// <example><code>
    /// IReadOnlyList&lt;EpochMetrics&gt; history = model.GetNetwork().History;
    /// </code></example>
    public static INetworkModel GetNetwork(this ITransformer model)
    {
        ArgumentNullException.ThrowIfNull(model);
        return FittedNetworks.Find(model);
    }

    /// <summary>All networks in a model, in order: those of an ensemble, one for each class of <c>OneVersusAll</c>; none where there is none.</summary>
    /// <param name="model">A transformer, or a chain of them, however it was made.</param>
    public static IReadOnlyList<INetworkModel> GetNetworks(this ITransformer model)
    {
        ArgumentNullException.ThrowIfNull(model);
        return [.. FittedNetworks.In(model)];
    }
}
