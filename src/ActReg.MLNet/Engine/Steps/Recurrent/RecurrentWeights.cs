namespace ActReg.MLNet;

/// <summary>Where the weights of one direction of a recurrent layer are.</summary>
/// <remarks>The recurrent kernel follows the kernel, with rows of the same length, so that the two are one matrix as well.</remarks>
/// <param name="Kernel">[features, gates x units].</param>
/// <param name="RecurrentKernel">[units, gates x units].</param>
/// <param name="Bias">[gates x units], or for Gru two rows of that.</param>
internal sealed record RecurrentWeights(WeightPlace Kernel, WeightPlace RecurrentKernel, WeightPlace Bias)
{
    /// <param name="plan">What the layer follows: a sequence.</param>
    /// <param name="name">The layer's, and the direction's.</param>
    /// <param name="cell">What is computed at each timestep.</param>
    /// <param name="units">Its outputs.</param>
    public static RecurrentWeights Place(PlanBuilder plan, string name, RecurrentCell cell, int units)
    {
        var columns = checked(GateCount(cell) * units);
        return new(
            plan.Place($"{name}/kernel", WeightRole.Kernel, WeightLayout.Rows(plan.Shape.Channels, columns)),
            plan.Place($"{name}/recurrent_kernel", WeightRole.RecurrentKernel, WeightLayout.Rows(units, columns)),
            plan.Place(
                $"{name}/bias", cell == RecurrentCell.Lstm ? WeightRole.LstmBias : WeightRole.Bias,
                cell == RecurrentCell.Gru ? WeightLayout.Rows(2, columns) : WeightLayout.Rows(columns)));
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
