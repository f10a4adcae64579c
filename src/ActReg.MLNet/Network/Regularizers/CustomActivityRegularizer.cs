using System.Text.Json.Serialization;
using static TorchSharp.torch;

namespace ActReg.MLNet;

/// <summary><see cref="ActivityRegularizer.Custom"/>. Only the Torch engine computes it.</summary>
internal sealed record CustomActivityRegularizer : ActivityRegularizer
{
    // Reading a model loads no TorchSharp. A field of the function's own type would, as soon as there is an object, and so would
    // a public constructor with such an argument, when JSON's reader looks at it.
    private readonly Delegate? _penalty;

    /// <summary>That of a stored model, which has lost its function.</summary>
    [JsonConstructor]
    public CustomActivityRegularizer(string name, ActivityReduction reduction)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        Name = name;
        Reduction = Require.Defined(reduction);
    }

    internal CustomActivityRegularizer(string name, Func<Tensor, Tensor> penalty, ActivityReduction reduction)
        : this(name, reduction) => _penalty = penalty;

    public string Name { get; }

    public ActivityReduction Reduction { get; }

    internal override string TorchOnlyName => $"the custom activity regularizer \"{Name}\"";

    internal override string MaskRule =>
        $"must put out units, or have another activity regularizer than the custom \"{Name}\", whose function cannot tell masked timesteps";

    internal override string? Incompleteness(string layer) => _penalty != null ? null : Rule.Broken(
        layer, "must be given again, because a model stores a custom activity regularizer without its function", $"\"{Name}\"");

    /// <summary>What the user's function makes of activations.</summary>
    internal Tensor? Apply(Tensor activations) => ((Func<Tensor, Tensor>)_penalty!)(activations);

    internal override double Penalty(in Batch batch, ActivationMatrix activations) => throw NotFused();

    internal override void AddGradient(in Batch batch, ActivationMatrix activations, double strength, Matrix gradient) =>
        throw NotFused();

    private static NotSupportedException NotFused() => new("Only the Torch engine computes a custom activity regularizer.");
}
