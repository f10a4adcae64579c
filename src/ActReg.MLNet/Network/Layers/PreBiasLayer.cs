using System.Text.Json.Serialization;

namespace ActReg.MLNet;

/// <summary>Takes a bias away that an autoencoder's last layer adds again; weights: <c>bias</c> of shape [units].</summary>
internal sealed record PreBiasLayer : Layer
{
    [JsonConstructor]
    public PreBiasLayer()
        : base(activityRegularizer: null)
    {
    }

    internal override int? InputRank => 1;

    internal override void Accept(ILayerVisitor visitor) => visitor.Visit(this);
}
