using System.Text.Json.Serialization;

namespace ActReg.MLNet;

/// <summary>
/// Makes one pixel of several, channel by channel; made by <see cref="Layer.MaxPooling2D"/> and <see cref="Layer.AveragePooling2D"/>.
/// There are no weights.
/// </summary>
public sealed record Pooling2DLayer : PoolingLayer
{
    [JsonConstructor]
    internal Pooling2DLayer(
        PoolingKind pooling, Size2D poolSize, Size2D strides, Padding padding, ActivityRegularizer? activityRegularizer)
        : base(pooling, padding, activityRegularizer)
    {
        PoolSize = Size2D.RequireAtLeastOne(poolSize);
        Strides = Size2D.RequireAtLeastOne(strides);
    }

    /// <summary>The pixels that a window has.</summary>
    public Size2D PoolSize { get; }

    /// <summary>The pixels from one window to the next.</summary>
    public Size2D Strides { get; }

    internal override Window Window => new(PoolSize, Strides, DilationRate: 1, Padding);

    internal override string Kind => $"{Pooling}Pooling2D";

    internal override int? InputRank => 3;
}
