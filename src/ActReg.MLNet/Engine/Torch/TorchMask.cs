using TorchSharp;
using static TorchSharp.torch;

namespace ActReg.MLNet;

/// <summary>Which timesteps of a batch's rows are masked.</summary>
internal sealed class TorchMask
{
    // True where a timestep is not masked, of shape [rows, timesteps].
    private readonly Tensor _isKept;

    /// <param name="mask">How to tell.</param>
    /// <param name="features">The rows' features, of shape [rows, features].</param>
    public TorchMask(TimestepMask mask, Tensor features)
    {
        using Scalar value = mask.Value;
        _isKept = features.view(features.shape[0], -1, mask.Features).ne(value).any(2);
    }

    /// <summary>What there is where a timestep is not masked, else something else; both of shape [rows, units].</summary>
    public Tensor Choose(int timestep, Tensor kept, Tensor masked) => where(_isKept.narrow(1, timestep, 1), kept, masked);

    /// <summary>The same values, but 0 where a timestep is masked.</summary>
    /// <param name="sequence">Of shape [rows, timesteps x features].</param>
    public Tensor Clear(Tensor sequence) => sequence.mul(Kept(sequence));

    /// <summary>1 for each value that is not masked, else 0.</summary>
    /// <inheritdoc cref="Clear"/>
    public Tensor Kept(Tensor sequence) => Spread(_isKept.to(ScalarType.Float32), sequence.shape[1]);

    /// <summary>The same from the second timestep on, and 1 only where the one before is not masked either.</summary>
    /// <param name="differences">Of two timesteps each; of shape [rows, (timesteps - 1) x features].</param>
    public Tensor ClearDifferences(Tensor differences)
    {
        var timesteps = _isKept.shape[1];
        var areKept = _isKept.narrow(1, 1, timesteps - 1).logical_and(_isKept.narrow(1, 0, timesteps - 1));
        return differences.mul(Spread(areKept.to(ScalarType.Float32), differences.shape[1]));
    }

    /// <summary>Each feature's mean over the timesteps that are not masked; 0 where there is none.</summary>
    /// <inheritdoc cref="Clear"/>
    public Tensor Mean(Tensor sequence)
    {
        using Scalar one = 1;
        return Timesteps(Clear(sequence)).sum([1L]).div(_isKept.sum(1, keepdim: true).clamp_min(one));
    }

    /// <summary>Each feature's largest value at a timestep that is not masked; 0 where there is none.</summary>
    /// <inheritdoc cref="Clear"/>
    public Tensor Max(Tensor sequence)
    {
        using Scalar nothing = float.NegativeInfinity;
        using Scalar zero = 0;
        var values = Timesteps(sequence).masked_fill(_isKept.logical_not().unsqueeze(2), nothing);
        return values.max(1).values.masked_fill(_isKept.any(1, keepdim: true).logical_not(), zero);
    }

    /// <summary>A number of each timestep as that of each of its features.</summary>
    private static Tensor Spread(Tensor timesteps, long values) =>
        timesteps.unsqueeze(2).expand(-1, -1, values / timesteps.shape[1]).flatten(1);

    private Tensor Timesteps(Tensor sequence) => sequence.view(sequence.shape[0], _isKept.shape[1], -1);
}
