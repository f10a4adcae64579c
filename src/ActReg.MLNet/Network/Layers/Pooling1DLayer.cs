using System.Text.Json.Serialization;

namespace ActReg.MLNet;

/// <summary>
/// Makes one timestep of several, feature by feature; made by <see cref="Layer.MaxPooling1D"/> and <see cref="Layer.AveragePooling1D"/>.
/// There are no weights.
/// </summary>
public sealed record Pooling1DLayer : PoolingLayer
{
    [JsonConstructor]
    internal Pooling1DLayer(PoolingKind pooling, int poolSize, int strides, Padding padding, ActivityRegularizer? activityRegularizer)
        : base(pooling, padding, activityRegularizer)
    {
        PoolSize = Require.AtLeast(1, poolSize);
        Strides = Require.AtLeast(1, strides);
    }

    /// <summary>The timesteps that a window has.</summary>
    public int PoolSize { get; }

    /// <summary>The timesteps from one window to the next.</summary>
    public int Strides { get; }

    internal override Window Window => Window.OfTimesteps(PoolSize, Strides, dilationRate: 1, Padding);

    internal override string Kind => $"{Pooling}Pooling1D";

    internal override int? InputRank => 2;
}
