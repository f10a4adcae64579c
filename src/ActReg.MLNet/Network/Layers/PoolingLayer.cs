namespace ActReg.MLNet;

/// <summary>Makes one place of several, channel by channel. There are no weights.</summary>
public abstract record PoolingLayer : Layer
{
    private protected PoolingLayer(PoolingKind pooling, Padding padding, ActivityRegularizer? activityRegularizer)
        : base(activityRegularizer)
    {
        Pooling = Require.Defined(pooling);
        Padding = Require.Defined(padding);
    }

    /// <summary>What is made of a window's values.</summary>
    public PoolingKind Pooling { get; }

    /// <summary>What happens at the edges.</summary>
    public Padding Padding { get; }

    /// <summary>What it makes one place of.</summary>
    internal abstract Window Window { get; }

    internal sealed override void Accept(ILayerVisitor visitor) => visitor.Visit(this);
}
