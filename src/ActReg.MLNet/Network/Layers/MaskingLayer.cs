using System.Text.Json.Serialization;

namespace ActReg.MLNet;

/// <summary>Masks the timesteps of a sequence that are padding; made by <see cref="Layer.Masking"/>. There are no weights.</summary>
public sealed record MaskingLayer : Layer
{
    [JsonConstructor]
    internal MaskingLayer(float maskValue)
        : base(activityRegularizer: null) => MaskValue = Require.Finite(maskValue);

    /// <summary>What all features of a masked timestep are.</summary>
    public float MaskValue { get; }

    internal override bool ComputesUnits => false;

    internal override int? InputRank => 2;

    internal override bool MakesMask => true;

    internal override void Accept(ILayerVisitor visitor) => visitor.Visit(this);
}
