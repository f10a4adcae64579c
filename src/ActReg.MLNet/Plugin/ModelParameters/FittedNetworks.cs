using System.Collections;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Microsoft.ML;
using Microsoft.ML.Calibrators;
using Microsoft.ML.Trainers;

namespace ActReg.MLNet;

/// <summary>Finds the networks inside fitted transformers.</summary>
internal static class FittedNetworks
{
    /// <summary>The one network of a transformer, a chain or a loaded model.</summary>
    /// <exception cref="ArgumentException">It has none, or several.</exception>
    public static INetworkModel Find(ITransformer model)
    {
        INetworkModel[] found = [.. In(model)];
        return found is [var one] ? one : throw new ArgumentException(
            Rule.Broken("model", "must have one network of this plugin in it", found.Length == 0 && Withheld(model) is [var reason, ..] ? reason : $"{found.Length}")
            + (found.Length > 1 ? " GetNetworks gives them all." : ""));
    }

    /// <summary>All networks of a transformer, a chain or a loaded model, in order; an autoencoder's is none.</summary>
    public static IEnumerable<INetworkModel> In(object model) => model switch
    {
        IHasTrainedNetworks trained => trained.Networks,
        IWeaklyTypedCalibratedModelParameters calibrated => In(calibrated.WeaklyTypedSubModel),
        OneVersusAllModelParameters oneVersusAll => SubModelParameters(oneVersusAll).SelectMany(In),
        ISingleFeaturePredictionTransformer<object> prediction => In(prediction.Model),
        // TransformerChain, whatever its last transformer is.
        IEnumerable chain => chain.OfType<ITransformer>().SelectMany(In),
        _ => [],
    };

    /// <summary>Why there is no network where one could be looked for.</summary>
    private static string[] Withheld(object model) => model switch
    {
        IWithholdsItsNetwork withholding => [withholding.WhyWithheld],
        IEnumerable chain => [.. chain.OfType<ITransformer>().SelectMany(Withheld)],
        _ => [],
    };

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "get_SubModelParameters")]
    private static extern ImmutableArray<object> SubModelParameters(OneVersusAllModelParameters model);
}
