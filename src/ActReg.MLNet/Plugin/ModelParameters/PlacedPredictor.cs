using Microsoft.ML;
using Microsoft.ML.Data;

namespace ActReg.MLNet;

/// <summary>What scores with networks in a pipeline, and what comes before it.</summary>
/// <param name="Predictor">What scores.</param>
/// <param name="Before">What the pipeline does before, in order.</param>
internal sealed record PlacedPredictor(ISingleFeaturePredictionTransformer<object> Predictor, IReadOnlyList<ITransformer> Before)
{
    /// <summary>The column that it reads.</summary>
    public string FeatureColumnName => Predictor.FeatureColumnName;

    /// <summary>The one network that it scores with.</summary>
    /// <exception cref="ArgumentException">There are several.</exception>
    public INetworkModel Network => FittedNetworks.Find((ITransformer)Predictor);

    /// <exception cref="ArgumentException">The model has no network, or several that score by themselves.</exception>
    public static PlacedPredictor Find(ITransformer model)
    {
        ITransformer[] steps = [.. Steps(model)];
        int[] places = [.. steps.Index().Where(step => FittedNetworks.In(step.Item).Any()).Select(step => step.Index)];
        if (places is [var place] && steps[place] is ISingleFeaturePredictionTransformer<object> predictor)
            return new(predictor, steps[..place]);
        FittedNetworks.Find(model);
        throw new ArgumentException(Rule.Broken("model", "must score one column with its network", steps[places[0]].GetType().Name));
    }

    /// <summary>Rows as the networks get them.</summary>
    /// <param name="data">Rows as the pipeline gets them.</param>
    public IDataView Prepare(IDataView data) => Before.Aggregate(data, (rows, step) => step.Transform(rows));

    private static IEnumerable<ITransformer> Steps(ITransformer model) =>
        model is ITransformerChainAccessor chain ? chain.Transformers.SelectMany(Steps) : [model];
}
