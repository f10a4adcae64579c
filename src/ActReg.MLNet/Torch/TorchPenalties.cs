using static TorchSharp.torch;

namespace ActReg.MLNet;

/// <summary>The TorchSharp form of penalties.</summary>
internal static class TorchPenalties
{
    /// <summary>The penalty on a batch, reduced; one number.</summary>
    /// <param name="regularizer">The penalty.</param>
    /// <param name="activations">Of shape [rows, units].</param>
    /// <param name="batch">The rows.</param>
    public static Tensor Penalty(this ActivityRegularizer regularizer, Tensor activations, TorchBatch batch) => regularizer switch
    {
        L1L2ActivityRegularizer l1l2 => (AbsoluteAndSquare(activations, l1l2.L1Strength, l1l2.L2Strength).sum(1) * batch.Weights).sum()
            .Times(l1l2.Reduction.Scale(batch.Weight, (int)activations.shape[1])),
        _ => throw new NotSupportedException($"The Torch engine has no {regularizer}."),
    };

    /// <summary>The penalty on a kernel; one number.</summary>
    public static Tensor Penalty(this KernelRegularizer regularizer, Tensor kernel) =>
        AbsoluteAndSquare(kernel, regularizer.L1Strength, regularizer.L2Strength).sum();

    private static Tensor AbsoluteAndSquare(Tensor values, float l1, float l2) => values.abs().Times(l1).Plus(values.mul(values).Times(l2));
}
