using System.Globalization;

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

    /// <summary>One entry for each dense layer but the output layer, and each convolution without groups, in order.</summary>
    public IReadOnlyList<PrunedLayer> Layers { get; }

    /// <summary>The rows of the data that both models were run on.</summary>
    public long RowCount { get; }

    /// <summary>
    /// The largest absolute difference between an output of the smaller network and the same output of the other one, over those
    /// rows. Outputs are the logits of classification; of regression, the prediction, in deviations of the labels where training
    /// standardized them.
    /// </summary>
    /// <remarks>
    /// Measured by scoring every row with both: without a tolerance 0, because what was removed added exactly 0 to every sum. Of 8 outputs and more that is
    /// certain, for sums are computed in the order of the units. Fewer are computed in another order, in double precision; an output
    /// in many millions may then be rounded to the next <see cref="float"/>, which would be told here.
    /// </remarks>
    public double LargestOutputDifference { get; }

    /// <summary>What was removed, and what that changed, in one line.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"{string.Join(", ", Layers)}; outputs differ by at most {LargestOutputDifference:g3} on {RowCount} rows");
}
