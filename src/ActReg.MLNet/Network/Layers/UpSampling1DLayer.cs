using System.Text.Json.Serialization;

namespace ActReg.MLNet;

/// <summary>Repeats each timestep of a sequence; made by <see cref="Layer.UpSampling1D"/>. There are no weights.</summary>
public sealed record UpSampling1DLayer : UpSamplingLayer
{
    [JsonConstructor]
    internal UpSampling1DLayer(int size, ActivityRegularizer? activityRegularizer)
        : base(activityRegularizer) => Size = Require.AtLeast(1, size);

    /// <summary>The timesteps that one becomes.</summary>
    public int Size { get; }

    internal override Size2D Places => (1, Size);

    internal override int? InputRank => 2;
}
