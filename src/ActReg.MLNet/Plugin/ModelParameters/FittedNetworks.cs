using System.Collections;
using Microsoft.ML;
using Microsoft.ML.Calibrators;

namespace ActReg.MLNet;

/// <summary>Finds the networks inside fitted transformers.</summary>
internal static class FittedNetworks
{
    /// <summary>The one network of a transformer, a chain or a loaded model.</summary>
    /// <exception cref="ArgumentException">It has none, or several.</exception>
    public static TrainedNetwork Find(ITransformer model)
    {
        TrainedNetwork[] found = [.. In(model)];
        return found is [var one] ? one : throw new ArgumentException(Rule.Broken("model", "must have one network of this plugin in it", found.Length));
    }

    private static IEnumerable<TrainedNetwork> In(object model) => model switch
    {
        IHasTrainedNetwork network => [network.Network],
        IWeaklyTypedCalibratedModelParameters calibrated => In(calibrated.WeaklyTypedSubModel),
        ISingleFeaturePredictionTransformer<object> prediction => In(prediction.Model),
        // TransformerChain, whatever its last transformer is.
        IEnumerable chain => chain.OfType<ITransformer>().SelectMany(In),
        _ => [],
    };
}
