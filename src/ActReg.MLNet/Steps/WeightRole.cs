namespace ActReg.MLNet;

/// <summary>What a weight array is for, which says how it begins, and whether it decays and is trained.</summary>
internal enum WeightRole
{
    /// <summary>Multiplies inputs: begins Glorot-uniform; the only one that decays.</summary>
    Kernel,

    /// <summary>Is added: begins at 0.</summary>
    Bias,

    /// <summary>Scales a normalized value: begins at 1.</summary>
    Scale,

    /// <summary>Follows the means of batches, and has no gradient: begins at 0.</summary>
    MovingMean,

    /// <summary>Follows the variances of batches, and has no gradient: begins at 1.</summary>
    MovingVariance,
}
