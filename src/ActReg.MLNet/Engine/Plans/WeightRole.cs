namespace ActReg.MLNet;

/// <summary>What a weight array is for, which says how it begins, and whether it decays and is trained.</summary>
internal enum WeightRole
{
    /// <summary>Multiplies inputs: begins Glorot-uniform; decays.</summary>
    Kernel,

    /// <summary>Multiplies the inputs of a code: begins with columns of norm 1 in random directions; decays.</summary>
    EncoderKernel,

    /// <summary>Multiplies a code: begins as the encoder kernel's transpose; decays.</summary>
    DecoderKernel,

    /// <summary>Multiplies a code: begins as the encoder kernel's transpose; its rows are of norm 1, and stay so.</summary>
    Dictionary,

    /// <summary>Multiplies the outputs of the timestep before: begins orthogonal; decays.</summary>
    RecurrentKernel,

    /// <summary>Has a vector for each number: begins uniform from -0.05 to 0.05.</summary>
    Embeddings,

    /// <summary>Multiplies a feature before a wave is made of it; its place says how it begins.</summary>
    Frequencies,

    /// <summary>Is added: begins at 0.</summary>
    Bias,

    /// <summary>Is added in the four gates of an LSTM: begins at 0, the forget gate's, which is the second, at 1.</summary>
    LstmBias,

    /// <summary>What a value must be above to be on: begins at 0.001; training keeps it from becoming negative.</summary>
    Threshold,

    /// <summary>Scales a value: begins at 1.</summary>
    Scale,

    /// <summary>Where a feature lies, found from the rows, and not trained: 0 until then.</summary>
    Center,

    /// <summary>What a feature is multiplied by, found from the rows, and not trained: 1 until then.</summary>
    Factor,

    /// <summary>Follows the means of batches, and has no gradient: begins at 0.</summary>
    MovingMean,

    /// <summary>Follows the variances of batches, and has no gradient: begins at 1.</summary>
    MovingVariance,

    /// <summary>Follows the thresholds of batches, and has no gradient: begins at 0.</summary>
    MovingThreshold,

    /// <summary>Counts the rows since units were last on, and has no gradient: begins at 0.</summary>
    RowsSinceActive,
}

/// <summary>What roles have in common.</summary>
internal static class WeightRoles
{
    /// <summary>Whether weight decay shrinks it.</summary>
    public static bool Decays(this WeightRole role) => role.IsKernel() || role is WeightRole.RecurrentKernel;

    /// <summary>Whether it multiplies what its layer gets, so that it is a layer's kernel to be penalized.</summary>
    public static bool IsKernel(this WeightRole role) => role is WeightRole.Kernel or WeightRole.EncoderKernel or WeightRole.DecoderKernel;

    /// <summary>Whether it is what its layer adds.</summary>
    public static bool IsBias(this WeightRole role) => role is WeightRole.Bias or WeightRole.LstmBias;

    /// <summary>Whether it follows batches instead of a gradient.</summary>
    public static bool IsStatistic(this WeightRole role) => role is WeightRole.MovingMean or WeightRole.MovingVariance or WeightRole.MovingThreshold or WeightRole.RowsSinceActive;
}
