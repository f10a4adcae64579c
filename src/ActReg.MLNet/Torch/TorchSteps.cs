using System.Runtime.InteropServices;
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
        DenseStep => weights[1].addmm(x, weights[0]),
        ActivationStep activation => activation.Activation.Apply(x),
        DropoutStep dropout => batch.IsTraining ? x * Mask(dropout, batch) : x,
        BatchNormStep batchNorm => TorchNormalization.BatchNorm(batchNorm, x, weights, batch),
        LayerNormStep layerNorm => TorchNormalization.LayerNorm(layerNorm, x, weights),
        _ => throw new NotSupportedException($"The Torch engine has no {step} for batches of {batch.Weight}."),
    };

    /// <summary>What each value is multiplied by, of shape [rows, units].</summary>
    private static Tensor Mask(DropoutStep step, TorchBatch batch)
    {
        var mask = step.Mask(batch.Noise);
        var rows = (int)batch.Features.shape[0];
        var factors = new float[rows, step.Width];
        for (var row = 0; row < rows; row++)
        {
            var rowFactors = MemoryMarshal.CreateSpan(ref factors[row, 0], step.Width);
            rowFactors.Fill(1);
            mask.Apply(row, rowFactors, rowFactors);
        }

        return from_array(factors, batch.Features.device).narrow(1, 0, step.Size);
    }
}
