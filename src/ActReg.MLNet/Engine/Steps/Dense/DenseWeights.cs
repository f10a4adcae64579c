namespace ActReg.MLNet;

/// <summary>Where the weights of a dense step are.</summary>
/// <param name="Kernel">[inputs, units].</param>
/// <param name="Bias">[units].</param>
/// <param name="IsTransposed">Whether the kernel is stored transposed.</param>
internal sealed record DenseWeights(WeightPlace Kernel, WeightPlace Bias, bool IsTransposed = false)
{
    /// <summary>Whether the kernel is another step's, which this one multiplies by the transpose of.</summary>
    public bool IsTied { get; private init; }

    /// <summary>The transpose of another step's kernel.</summary>
    /// <param name="kernel">That step's, [units, inputs].</param>
    /// <param name="bias">[units].</param>
    public static DenseWeights Tied(WeightPlace kernel, WeightPlace bias) => new(kernel, bias, IsTransposed: true) { IsTied = true };

    /// <param name="plan">What the step follows: units, or places with as many channels as there are inputs.</param>
    /// <param name="units">What it puts out.</param>
    /// <param name="isTransposed">Whether to store the kernel transposed.</param>
    /// <param name="initializer">What the kernel begins as; null for what its role says.</param>
    public static DenseWeights Place(PlanBuilder plan, int units, bool isTransposed = false, KernelInitializer? initializer = null)
    {
        var name = plan.NameLayer("dense");
        var inputs = plan.Shape.Channels;
        return new(
            plan.Place(
                $"{name}/kernel", plan.KernelRole,
                isTransposed ? WeightLayout.Transposed(inputs, units) : WeightLayout.Rows(inputs, units),
                plan.KernelRole == WeightRole.Kernel ? initializer : null),
            plan.Place($"{name}/bias", WeightRole.Bias, WeightLayout.Rows(units)), isTransposed);
    }

    /// <summary>Those of the step that makes a code.</summary>
    /// <param name="plan">What it follows: units.</param>
    /// <param name="name">The layer's.</param>
    /// <param name="units">The code's.</param>
    public static DenseWeights PlaceEncoder(PlanBuilder plan, string name, int units) => new(
        plan.Place($"{name}/kernel", WeightRole.EncoderKernel, WeightLayout.Rows(plan.Size, units)),
        plan.Place($"{name}/bias", WeightRole.Bias, WeightLayout.Rows(units)));

    /// <summary>Those of the step that makes rows of a code.</summary>
    /// <param name="plan">What it follows: units.</param>
    /// <param name="name">The layer's.</param>
    /// <param name="bias">The rows', as placed before; null for one of its own.</param>
    public static DenseWeights PlaceDecoder(PlanBuilder plan, string name, WeightPlace? bias) => new(
        plan.Place($"{name}/kernel", plan.KernelRole, WeightLayout.Rows(plan.Size, plan.InputSize)),
        bias ?? plan.Place($"{name}/bias", WeightRole.Bias, WeightLayout.Rows(plan.InputSize)));
}
