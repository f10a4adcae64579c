namespace ActReg.MLNet;

/// <summary>What an autoencoder takes away from each row before it encodes it, and adds again: where that begins; it is trained.</summary>
public enum PreBias
{
    /// <summary>The mean of the training rows.</summary>
    Mean,

    /// <summary>
    /// Their geometric median, from which rows are least far in sum, so that outliers count little (Y. Vardi and C.-H. Zhang, "The multivariate
    /// L1-median and associated data depth", 2000); of many rows, of a sample.
    /// </summary>
    GeometricMedian,
}
