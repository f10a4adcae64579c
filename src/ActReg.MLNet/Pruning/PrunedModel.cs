namespace ActReg.MLNet;

/// <summary>A model without the units that were dead on some data, and the measure of what that changed.</summary>
/// <typeparam name="TTransformer">The model's type.</typeparam>
public sealed class PrunedModel<TTransformer>
{
    internal PrunedModel(
        TTransformer transformer, IReadOnlyList<PrunedLayer> layers, long rowCount, double largestOutputDifference)
    {
        Transformer = transformer;
        Layers = layers;
        RowCount = rowCount;
        LargestOutputDifference = largestOutputDifference;
    }

    /// <summary>The smaller model, for use like the one it was made from; its history is that of the training.</summary>
    public TTransformer Transformer { get; }

    /// <summary>One entry for each dense layer but the output layer, in order.</summary>
    public IReadOnlyList<PrunedLayer> Layers { get; }

    /// <summary>The rows of the data that both models were run on.</summary>
    public long RowCount { get; }

    /// <summary>
    /// The largest absolute difference between an output of the smaller network and the same output of the other one, over those
    /// rows. Outputs are the logits of classification; of regression, the prediction, in deviations of the labels where training
    /// standardized them.
    /// </summary>
    /// <remarks>
    /// Measured by scoring every row with both. Exactly 0 if nothing was removed, and if the network has at least 8 outputs: sums
    /// are then computed in the order of the units, where zeros change nothing. Fewer outputs are sums of several partial sums,
    /// among which the remaining units are now divided otherwise; they may differ by <see cref="float"/> roundings.
    /// </remarks>
    public double LargestOutputDifference { get; }
}
