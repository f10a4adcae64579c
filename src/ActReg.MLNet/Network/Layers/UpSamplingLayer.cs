namespace ActReg.MLNet;

/// <summary>
/// Makes several places of each, all with its values; made by <see cref="Layer.UpSampling1D"/> and <see cref="Layer.UpSampling2D"/>.
/// There are no weights.
/// </summary>
public abstract record UpSamplingLayer : Layer
{
    private protected UpSamplingLayer(ActivityRegularizer? activityRegularizer)
        : base(activityRegularizer)
    {
    }

    /// <summary>What it makes of one place.</summary>
    internal abstract Size2D Places { get; }

    internal sealed override void Accept(ILayerVisitor visitor) => visitor.Visit(this);
}
