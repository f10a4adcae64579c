namespace ActReg.MLNet;

/// <summary>What a weight array is for, which says how it begins, and whether it decays and is trained.</summary>
internal enum WeightRole
{
    /// <summary>Multiplies inputs: begins Glorot-uniform; decays.</summary>
    Kernel,

    /// <summary>Multiplies the outputs of the timestep before: begins orthogonal; decays.</summary>
    RecurrentKernel,

    /// <summary>Has a vector for each number: begins uniform from -0.05 to 0.05.</summary>
    Embeddings,

    /// <summary>Is added: begins at 0.</summary>
    Bias,

    /// <summary>Is added in the four gates of an LSTM: begins at 0, the forget gate's, which is the second, at 1.</summary>
    LstmBias,

    /// <summary>Scales a normalized value: begins at 1.</summary>
    Scale,

    /// <summary>Follows the means of batches, and has no gradient: begins at 0.</summary>
    MovingMean,

    /// <summary>Follows the variances of batches, and has no gradient: begins at 1.</summary>
    MovingVariance,

    /// <summary>Follows the thresholds of batches, and has no gradient: begins at 0.</summary>
    MovingThreshold,
}

/// <summary>What roles have in common.</summary>
internal static class WeightRoles
{
    /// <summary>Whether weight decay shrinks it.</summary>
    public static bool Decays(this WeightRole role) => role is WeightRole.Kernel or WeightRole.RecurrentKernel;

    /// <summary>Whether it follows batches instead of a gradient.</summary>
    public static bool IsStatistic(this WeightRole role) => role is WeightRole.MovingMean or WeightRole.MovingVariance or WeightRole.MovingThreshold;
}
