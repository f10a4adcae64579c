using System.Text.Json.Serialization;

namespace ActReg.MLNet;

/// <summary>
/// Makes one timestep of several, feature by feature; made by <see cref="Layer.MaxPooling1D"/> and <see cref="Layer.AveragePooling1D"/>.
/// There are no weights.
/// </summary>
public sealed record Pooling1DLayer : Layer
{
    [JsonConstructor]
    internal Pooling1DLayer(PoolingKind pooling, int poolSize, int strides, Padding padding, ActivityRegularizer? activityRegularizer)
        : base(activityRegularizer)
    {
        Pooling = Require.Defined(pooling);
        PoolSize = Require.AtLeast(1, poolSize);
        Strides = Require.AtLeast(1, strides);
        Padding = Require.Defined(padding);
    }

    /// <summary>What is made of a window's values.</summary>
    public PoolingKind Pooling { get; }

    /// <summary>The timesteps that a window has.</summary>
    public int PoolSize { get; }

    /// <summary>The timesteps from one window to the next.</summary>
    public int Strides { get; }

    /// <summary>What happens at the ends.</summary>
    public Padding Padding { get; }

    internal override string Kind => $"{Pooling}Pooling1D";

    internal override int? InputRank => 2;

    internal override bool IsFused => false;

    internal override void AddTo(PlanBuilder plan)
    {
        var windows = new Windows(plan.Shape, new Size2D(1, PoolSize), new Size2D(1, Strides), 1, Padding);
        plan.CheckRoom(windows);
        var shape = LayerShape.Sequence(windows.Width.Output, plan.Shape.Channels);
        plan.Add(new PoolingStep(plan, Pooling, windows, shape, ActivityRegularizer));
    }
}
