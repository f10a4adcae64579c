using CsCheck;

namespace ActReg.MLNet.Tests;

/// <summary>Random networks.</summary>
internal static class Architectures
{
    private static readonly Gen<ActivityReduction> Reduction = Gen.Int[0, 2].Select(i => (ActivityReduction)i);

    private static readonly Gen<float> Strength = Gen.Float[0.01f, 0.3f];

    private static readonly Gen<ActivityRegularizer?> Penalty = Gen.Select(Gen.Int[0, 3], Strength, Strength, Reduction).Select(
        (kind, l1, l2, reduction) => kind switch
        {
            0 => ActivityRegularizer.L1(l1, reduction),
            1 => ActivityRegularizer.L2(l2, reduction),
            2 => ActivityRegularizer.L1L2(l1, l2, reduction),
            _ => null,
        });

    private static readonly Gen<ActivityRegularizer> Divergence =
        Gen.Select(Gen.Float[0.02f, 0.6f], Strength, (target, strength) => ActivityRegularizer.KullbackLeibler(target, strength));

    private static readonly Gen<Activation> Function =
        Gen.Int[0, ReferenceActivation.All.Count - 1].Select(i => ReferenceActivation.All[i]);

    /// <summary>What layers end in. A divergence comes after a sigmoid only.</summary>
    private static readonly Gen<(Activation Function, ActivityRegularizer? Penalty)> Penalized = Gen.Select(
        Function, Penalty, Divergence, Gen.Bool, (function, penalty, divergence, diverges) =>
            (function, diverges && function is SigmoidActivation ? divergence : penalty));

    private static readonly Gen<Layer> Activation =
        Penalized.Select(end => (Layer)Layer.Activation(end.Function, end.Penalty));

    private static readonly Gen<KernelRegularizer?> KernelPenalty = Gen.Select(Gen.Int[0, 3], Strength, Strength).Select(
        (kind, l1, l2) => kind == 0 ? KernelRegularizer.L1L2(l1, l2) : null);

    private static Gen<Layer> Dense(Gen<int> units) =>
        Gen.Select(units, Penalized, KernelPenalty, (count, end, kernelPenalty) =>
            (Layer)Layer.Dense(count, end.Function, end.Penalty, kernelPenalty));

    /// <summary>A dense layer and up to two separate activations.</summary>
    private static readonly Gen<Layer[]> Block =
        Gen.Select(Dense(Gen.Int[1, 20]), Activation.Array[0, 2], (dense, activations) => (Layer[])[dense, .. activations]);

    /// <summary>Hidden layers: up to three dense ones; activations and penalties anywhere, even on the features.</summary>
    public static readonly Gen<Layer[]> Hidden = Gen.Select(
        Activation.Array[0, 1], Block.Array[0, 3], (first, blocks) => (Layer[])[.. first, .. blocks.SelectMany(block => block)]);

    /// <summary>Whole networks with one output, mostly plain, but also with an activation or a penalty.</summary>
    public static readonly Gen<Layer[]> Whole = Gen.Select(
        Hidden, Gen.Int[0, 4], Dense(Gen.Const(1)), Activation,
        (hidden, kind, dense, activation) => kind switch
        {
            0 => (Layer[])[.. hidden, dense],
            1 => [.. hidden, dense, activation],
            _ => [.. hidden, Layer.Dense(1)],
        });

    /// <summary>For the message of a failed check.</summary>
    public static string Text(IEnumerable<Layer> layers) => string.Join(" > ", layers);
}
