namespace ActReg.MLNet;

/// <summary>How an activity penalty, summed over a batch's rows and a layer's units, is scaled.</summary>
/// <remarks>With example weights, each row's penalty counts by its weight, and "rows" below is the batch's sum of weights.</remarks>
public enum ActivityReduction
{
    /// <summary>
    /// Divided by the rows of the batch: the penalty per row, independent of the batch size. The default; tf.keras 2.x and
    /// Keras 3.14 and later.
    /// </summary>
    BatchMean,

    /// <summary>
    /// Not divided, so that it grows with the batch size. Keras 1.0.7 to 2.3.1 (the reference tutorial), and, by mistake, 3.0 to
    /// 3.13.
    /// </summary>
    BatchSum,

    /// <summary>Divided by the rows of the batch and the units of the layer: the penalty per activation, independent of width.</summary>
    ElementMean,
}
