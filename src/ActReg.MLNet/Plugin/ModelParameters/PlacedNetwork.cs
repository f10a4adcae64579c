using Microsoft.ML;
using Microsoft.ML.Data;

namespace ActReg.MLNet;

/// <summary>The one network of a pipeline, and where it stands in it.</summary>
/// <param name="Network">The network.</param>
/// <param name="FeatureColumnName">The column that it reads.</param>
/// <param name="Before">What the pipeline does before, in order.</param>
internal sealed record PlacedNetwork(INetworkModel Network, string FeatureColumnName, IReadOnlyList<ITransformer> Before)
{
    /// <exception cref="ArgumentException">The model has no network, or several.</exception>
    public static PlacedNetwork Find(ITransformer model)
    {
        var network = FittedNetworks.Find(model);
        ITransformer[] steps = [.. Steps(model)];
        var place = Array.FindIndex(steps, step => FittedNetworks.In(step).Any());
        return steps[place] is ISingleFeaturePredictionTransformer<object> { FeatureColumnName: var features }
            ? new(network, features, steps[..place])
            : throw new ArgumentException(Rule.Broken("model", "must score one column with its network", steps[place].GetType().Name));
    }

    /// <summary>Rows as the network gets them.</summary>
    /// <param name="data">Rows as the pipeline gets them.</param>
    public IDataView Prepare(IDataView data) => Before.Aggregate(data, (rows, step) => step.Transform(rows));

    private static IEnumerable<ITransformer> Steps(ITransformer model) =>
        model is ITransformerChainAccessor chain ? chain.Transformers.SelectMany(Steps) : [model];
}
