using static TorchSharp.torch;

namespace ActReg.MLNet;

/// <summary>The TorchSharp form of steps.</summary>
internal static class TorchSteps
{
    /// <summary>What a step puts out, of shape [rows, units].</summary>
    /// <param name="step">The step.</param>
    /// <param name="x">Its input, of shape [rows, inputs].</param>
    /// <param name="weights">Its weight arrays.</param>
    /// <param name="batch">The rows.</param>
    public static Tensor Apply(this Step step, Tensor x, ReadOnlySpan<Tensor> weights, TorchBatch batch) => step switch
    {
        DenseStep => x.matmul(weights[0]).Plus(weights[1]),
        ActivationStep activation => activation.Activation.Apply(x),
        _ => throw new NotSupportedException($"The Torch engine has no {step} for batches of {batch.Weight}."),
    };
}
