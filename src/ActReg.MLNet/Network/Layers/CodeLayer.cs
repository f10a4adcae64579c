using System.Text.Json.Serialization;

namespace ActReg.MLNet;

/// <summary>The code of an autoencoder: a dense layer, and what makes it sparse.</summary>
/// <remarks>
/// Weights: <c>kernel</c> of shape [inputs, units], whose columns begin as random directions of norm 1, <c>bias</c> of shape [units], initialized to zero,
/// and, as the sparsity asks for, <c>threshold</c> of shape [units], <c>moving_threshold</c> of shape [1] and <c>rows_since_active</c> of shape [units].
/// </remarks>
internal sealed record CodeLayer : Layer
{
    [JsonConstructor]
    public CodeLayer(int units, CodeSparsity sparsity, KernelRegularizer? kernelRegularizer = null)
        : base(activityRegularizer: null)
    {
        Units = Require.AtLeast(1, units);
        Sparsity = sparsity;
        KernelRegularizer = kernelRegularizer;
    }

    public int Units { get; }

    public CodeSparsity Sparsity { get; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public KernelRegularizer? KernelRegularizer { get; private init; }

    internal override bool IsCode => true;

    internal override bool IsPenalized => Sparsity.HasPenalty;

    internal override int? InputRank => 1;

    internal override Layer WithDefault(KernelRegularizer? kernelRegularizer) => this with { KernelRegularizer = KernelRegularizer ?? kernelRegularizer };

    internal override void Accept(ILayerVisitor visitor) => visitor.Visit(this);
}
