namespace ActReg.MLNet;

/// <summary>Where the weights of one direction of a recurrent layer are.</summary>
/// <remarks>The recurrent kernel follows the kernel, with rows of the same length, so that the two are one matrix as well.</remarks>
/// <param name="Kernel">[features, gates x units].</param>
/// <param name="RecurrentKernel">[units, gates x units].</param>
/// <param name="Bias">[gates x units], or for Gru two rows of that.</param>
internal sealed record RecurrentWeights(WeightPlace Kernel, WeightPlace RecurrentKernel, WeightPlace Bias)
{
    /// <param name="name">The layer's, and the direction's.</param>
    /// <param name="cell">What is computed at each timestep.</param>
    /// <param name="features">What it reads at each timestep.</param>
    /// <param name="units">Its outputs.</param>
    /// <param name="offset">Where they begin.</param>
    public static RecurrentWeights Place(string name, RecurrentCell cell, int features, int units, int offset)
    {
        var columns = checked(GateCount(cell) * units);
        var stride = AlignedBuffer.Pad(columns);
        var kernel = new WeightPlace($"{name}/kernel", WeightRole.Kernel, [features, columns], offset, checked(features * stride), stride);
        var recurrentKernel = new WeightPlace(
            $"{name}/recurrent_kernel", WeightRole.RecurrentKernel, [units, columns], checked(offset + kernel.Length),
            checked(units * stride), stride);
        var biasOffset = checked(recurrentKernel.Offset + recurrentKernel.Length);
        var bias = cell switch
        {
            RecurrentCell.Gru => new WeightPlace($"{name}/bias", WeightRole.Bias, [2, columns], biasOffset, checked(2 * stride), stride),
            RecurrentCell.Lstm => new WeightPlace($"{name}/bias", WeightRole.LstmBias, columns, biasOffset),
            _ => new WeightPlace($"{name}/bias", WeightRole.Bias, columns, biasOffset),
        };
        return new(kernel, recurrentKernel, bias);
    }

    public IReadOnlyList<WeightPlace> All => [Kernel, RecurrentKernel, Bias];

    /// <summary>The parts of each weight.</summary>
    public static int GateCount(RecurrentCell cell) => cell switch
    {
        RecurrentCell.Gru => 3,
        RecurrentCell.Lstm => 4,
        _ => 1,
    };
}
