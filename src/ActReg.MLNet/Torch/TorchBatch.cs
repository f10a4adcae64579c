using static TorchSharp.torch;

namespace ActReg.MLNet;

/// <summary>A batch as tensors.</summary>
/// <param name="Features">Of shape [rows, features].</param>
/// <param name="Labels">Of shape [rows].</param>
/// <param name="Weights">Of shape [rows].</param>
/// <param name="Weight">The sum of weights.</param>
/// <param name="IsTraining">As of <see cref="Batch"/>.</param>
/// <param name="Noise">As of <see cref="Batch"/>.</param>
internal sealed record TorchBatch(Tensor Features, Tensor Labels, Tensor Weights, double Weight, bool IsTraining, ulong Noise)
{
    /// <summary>Moved after the backward pass.</summary>
    public TorchStatistics Statistics { get; } = new();

    /// <summary>The share of a step's outputs, of shape [rows, units], that are exactly 0; rows count by their weight.</summary>
    public double ZeroFraction(Tensor outputs)
    {
        using var zero = zeros(1, dtype: ScalarType.Float32, device: outputs.device);
        return outputs.eq(zero).to(ScalarType.Float32).sum(1).mul(Weights).sum().item<float>() / Weight / outputs.shape[1];
    }
}
