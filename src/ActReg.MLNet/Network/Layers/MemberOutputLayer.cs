using System.Text.Json.Serialization;

namespace ActReg.MLNet;

/// <summary>The output layer of an ensemble in one network: a dense one for each member. In training it puts out what each member does, else their mean.</summary>
/// <remarks>
/// Weights: of probabilities <c>factor</c> of shape [units], not trained, 1 until the network is calibrated; <c>kernel</c> of shape [members, inputs, units], each member's initialized Glorot-uniform unless another
/// <see cref="KernelInitializer"/> is given; <c>bias</c> of shape [members, units], initialized to zero.
/// </remarks>
internal sealed record MemberOutputLayer : Layer
{
    [JsonConstructor]
    public MemberOutputLayer(int units, MemberMean mean, KernelRegularizer? kernelRegularizer = null, KernelInitializer? kernelInitializer = null)
        : base(activityRegularizer: null)
    {
        Units = Require.AtLeast(1, units);
        Mean = Enum.IsDefined(mean) ? mean : throw new ArgumentOutOfRangeException(nameof(mean), Rule.Defined(mean, nameof(mean)));
        KernelRegularizer = kernelRegularizer;
        KernelInitializer = kernelInitializer;
    }

    public int Units { get; }

    public MemberMean Mean { get; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public KernelRegularizer? KernelRegularizer { get; private init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public KernelInitializer? KernelInitializer { get; private init; }

    internal override Layer Computation => (MemberOutputLayer)base.Computation with { KernelRegularizer = null, KernelInitializer = null };

    internal override int? InputRank => 2;

    internal override int OutputRank(int inputRank) => 1;

    internal override bool KeepsPlacesApart => true;

    internal override Layer WithDefault(KernelRegularizer? kernelRegularizer) => this with { KernelRegularizer = KernelRegularizer ?? kernelRegularizer };

    internal override void Accept(ILayerVisitor visitor) => visitor.Visit(this);
}
