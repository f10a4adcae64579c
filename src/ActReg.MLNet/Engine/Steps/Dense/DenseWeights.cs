namespace ActReg.MLNet;

/// <summary>Where the weights of a dense step are.</summary>
/// <param name="Kernel">[inputs, units].</param>
/// <param name="Bias">[units].</param>
/// <param name="IsTransposed">Whether the kernel is stored transposed.</param>
internal sealed record DenseWeights(WeightPlace Kernel, WeightPlace Bias, bool IsTransposed = false)
{
    /// <param name="plan">What the step follows: units, or places with as many channels as there are inputs.</param>
    /// <param name="units">What it puts out.</param>
    /// <param name="isTransposed">Whether to store the kernel transposed.</param>
    public static DenseWeights Place(PlanBuilder plan, int units, bool isTransposed = false)
    {
        var name = plan.NameLayer("dense");
        var inputs = plan.Shape.Channels;
        return new(
            plan.Place(
                $"{name}/kernel", WeightRole.Kernel,
                isTransposed ? WeightLayout.Transposed(inputs, units) : WeightLayout.Rows(inputs, units)),
            plan.Place($"{name}/bias", WeightRole.Bias, WeightLayout.Rows(units)), isTransposed);
    }
}
