using System.Text.Json.Serialization;

namespace ActReg.MLNet;

/// <summary>
/// Makes one pixel of several, channel by channel; made by <see cref="Layer.MaxPooling2D"/> and <see cref="Layer.AveragePooling2D"/>.
/// There are no weights.
/// </summary>
public sealed record Pooling2DLayer : Layer
{
    [JsonConstructor]
    internal Pooling2DLayer(
        PoolingKind pooling, Size2D poolSize, Size2D strides, Padding padding, ActivityRegularizer? activityRegularizer)
        : base(activityRegularizer)
    {
        Pooling = Require.Defined(pooling);
        PoolSize = Require.AtLeast(1, poolSize);
        Strides = Require.AtLeast(1, strides);
        Padding = Require.Defined(padding);
    }

    /// <summary>What is made of a window's values.</summary>
    public PoolingKind Pooling { get; }

    /// <summary>The pixels that a window has.</summary>
    public Size2D PoolSize { get; }

    /// <summary>The pixels from one window to the next.</summary>
    public Size2D Strides { get; }

    /// <summary>What happens at the edges.</summary>
    public Padding Padding { get; }

    internal override string Kind => $"{Pooling}Pooling2D";

    internal override int? InputRank => 3;

    internal override bool IsFused => false;

    internal override void AddTo(PlanBuilder plan)
    {
        var windows = new Windows(plan.Shape, PoolSize, Strides, 1, Padding);
        plan.CheckRoom(windows);
        var shape = LayerShape.Image(windows.Height.Output, windows.Width.Output, plan.Shape.Channels);
        plan.Add(new PoolingStep(plan, Pooling, windows, shape, ActivityRegularizer));
    }
}
