using System.Text.Json.Serialization;

namespace ActReg.MLNet;

/// <summary>The last layer of an autoencoder: a dense one, whose bias is the one that its first layer takes away, where that is a <see cref="PreBiasLayer"/>.</summary>
/// <remarks>
/// Weights: <c>kernel</c> of shape [inputs, units], which begins as the code's transpose; none where it is tied to that. Then, where nothing is taken away,
/// <c>bias</c> of shape [units], initialized to zero.
/// </remarks>
internal sealed record DecoderLayer : Layer
{
    [JsonConstructor]
    public DecoderLayer(bool isTied, KernelRegularizer? kernelRegularizer = null)
        : base(activityRegularizer: null)
    {
        IsTied = isTied;
        KernelRegularizer = kernelRegularizer;
    }

    /// <summary>Whether its kernel is the transpose of the code's.</summary>
    public bool IsTied { get; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public KernelRegularizer? KernelRegularizer { get; private init; }

    internal override int? InputRank => 1;

    internal override Layer WithDefault(KernelRegularizer? kernelRegularizer) => this with { KernelRegularizer = KernelRegularizer ?? kernelRegularizer };

    internal override void Accept(ILayerVisitor visitor) => visitor.Visit(this);
}
