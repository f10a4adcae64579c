using System.Text.Json.Serialization;

namespace ActReg.MLNet;

/// <summary>
/// Reads a sequence timestep by timestep; made by <see cref="Layer.SimpleRnn"/>, <see cref="Layer.Gru"/> and <see cref="Layer.Lstm"/>.
/// </summary>
/// <remarks>
/// <para>With <c>x</c> a timestep's features, <c>h</c> the outputs of the timestep before (at first zeros), <c>σ</c> the sigmoid,
/// <c>∘</c> the product element by element, and a part of each weight for each gate:</para>
/// <list type="bullet">
/// <item>SimpleRnn: <c>tanh(x W + h U + b)</c>.</item>
/// <item>Gru: <c>z ∘ h + (1 - z) ∘ tanh(x W + b + r ∘ (h U + c))</c>, with the gates <c>z</c> and <c>r</c> both
/// <c>σ(x W + b + h U + c)</c>.</item>
/// <item>Lstm: <c>o ∘ tanh(s)</c>, with the state, at first zeros, <c>s = f ∘ (s before) + i ∘ tanh(x W + h U + b)</c> and the gates
/// <c>i</c>, <c>f</c> and <c>o</c> all <c>σ(x W + h U + b)</c>.</item>
/// </list>
/// <para>Weights, as in Keras: <c>kernel</c> W of shape [features, g units], initialized Glorot-uniform, <c>recurrent_kernel</c> U of
/// shape [units, g units], initialized to a random orthogonal matrix, and <c>bias</c> of shape [g units], zeros but for the forget
/// gate's ones. SimpleRnn has g = 1; Gru g = 3, in the order z, r, h, and a bias of shape [2, 3 units], b before c; Lstm g = 4, in
/// the order i, f, state, o. A bidirectional layer has the forward direction's three before the backward one's.</para>
/// </remarks>
public sealed record RecurrentLayer : Layer
{
    [JsonConstructor]
    internal RecurrentLayer(
        RecurrentCell cell, int units, bool returnSequences, bool isBidirectional, ActivityRegularizer? activityRegularizer,
        KernelRegularizer? kernelRegularizer = null)
        : base(activityRegularizer)
    {
        Cell = Require.Defined(cell);
        Units = Require.AtLeast(1, units);
        ReturnSequences = returnSequences;
        IsBidirectional = isBidirectional;
        KernelRegularizer = kernelRegularizer;
    }

    /// <summary>What is computed at each timestep.</summary>
    public RecurrentCell Cell { get; }

    /// <summary>The outputs of a direction at each timestep.</summary>
    public int Units { get; }

    /// <summary>Whether it puts out every timestep's outputs, or the last one's.</summary>
    public bool ReturnSequences { get; }

    /// <summary>Whether a second network reads the sequence backwards; its outputs come after the first one's.</summary>
    public bool IsBidirectional { get; }

    /// <summary>The penalty on the kernel, not on the recurrent one; <see langword="null"/> for none of its own.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public KernelRegularizer? KernelRegularizer { get; private init; }

    internal override string Kind => Cell.ToString();

    internal override int? InputRank => 2;

    internal override int OutputRank(int inputRank) => ReturnSequences ? 2 : 1;

    internal override Layer Computation => (RecurrentLayer)base.Computation with { KernelRegularizer = null };

    internal override Layer WithDefault(KernelRegularizer? kernelRegularizer) =>
        this with { KernelRegularizer = KernelRegularizer ?? kernelRegularizer };

    // Gates and states of its functions, though none of them is the last thing that it computes.
    internal override bool HasActivities => true;

    internal override bool TakesMask => true;

    internal override void Accept(ILayerVisitor visitor) => visitor.Visit(this);
}
