using System.Text.Json.Serialization;

namespace ActReg.MLNet;

/// <summary>Makes the members of an ensemble of what it gets; made by <see cref="Layer.BatchEnsemble"/>.</summary>
/// <remarks>
/// One weight, <c>scale</c> of shape [members, units], 1 or -1 at random at first. It does not decay. The output layer that trainers add behind it has a weight of shape
/// [members, inputs, outputs], each member's initialized as a dense layer's, and a bias of shape [members, outputs]; of classes and of labels, <c>factor</c> of shape [outputs] before them, which multiplies
/// the mean's logits: 1, unless the network is calibrated.
/// </remarks>
public sealed record BatchEnsembleLayer : Layer
{
    [JsonConstructor]
    internal BatchEnsembleLayer(int members, ActivityRegularizer? activityRegularizer)
        : base(activityRegularizer) => Members = Require.AtLeast(2, members);

    /// <summary>How many members there are.</summary>
    public int Members { get; }

    internal override int? InputRank => 1;

    internal override int OutputRank(int inputRank) => 2;

    internal override bool MakesMembers => true;

    internal override void Accept(ILayerVisitor visitor) => visitor.Visit(this);
}
