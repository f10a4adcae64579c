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

    // Far above 0, or a small change before a normalization would be a large one after it.
    private static readonly Gen<float> Epsilon = Gen.Float[0.01f, 1];

    private static readonly Gen<Layer> BatchNorm = Gen.Select(Gen.Float[0, 0.99f], Epsilon, Penalty,
        (momentum, epsilon, penalty) => (Layer)Layer.BatchNorm(momentum, epsilon, penalty));

    private static readonly Gen<Layer> LayerNorm =
        Gen.Select(Epsilon, Penalty, (epsilon, penalty) => (Layer)Layer.LayerNorm(epsilon, penalty));

    private static readonly Gen<Layer> Parametric =
        Gen.Select(Function, Penalty, (function, penalty) => (Layer)Layer.ParametricActivation(function, penalty));

    private static readonly Gen<Layer> Scale = Penalty.Select(penalty => (Layer)Layer.Scale(penalty));

    private static readonly Gen<Layer> Dropout =
        Gen.Select(Gen.Float[0, 0.6f], Penalty, (rate, penalty) => (Layer)Layer.Dropout(rate, penalty));

    private static readonly Gen<Layer> Regularization =
        Gen.Select(Strength, Reduction, (l1, reduction) => (Layer)Layer.ActivityRegularization(ActivityRegularizer.L1(l1, reduction)));

    private static readonly Gen<Layer> WithoutNoise = Gen.OneOf(Activation, Activation, Parametric, Scale, BatchNorm, LayerNorm, Regularization);

    private static readonly Gen<Layer> Any = Gen.OneOf(Activation, Activation, Parametric, Scale, BatchNorm, LayerNorm, Dropout, Regularization);

    private static readonly Gen<KernelRegularizer?> KernelPenalty = Gen.Select(Gen.Int[0, 3], Strength, Strength).Select(
        (kind, l1, l2) => kind == 0 ? KernelRegularizer.L1L2(l1, l2) : null);

    /// <summary>Hidden layers: up to three dense ones; others and penalties anywhere, even on the features.</summary>
    public static readonly Gen<Layer[]> Hidden = HiddenOf(Any);

    /// <summary>The same, but nothing in them is random in training.</summary>
    public static readonly Gen<Layer[]> HiddenWithoutNoise = HiddenOf(WithoutNoise);

    /// <summary>Whole networks with one output, mostly plain, but also with a penalty or another layer after it.</summary>
    public static readonly Gen<Layer[]> Whole = Gen.Select(
        Hidden, Gen.Int[0, 4], Dense(Gen.Const(1)), Any,
        (hidden, kind, dense, last) => kind switch
        {
            0 => (Layer[])[.. hidden, dense],
            1 => [.. hidden, dense, last],
            _ => [.. hidden, Layer.Dense(1)],
        });

    private static Gen<Layer> Dense(Gen<int> units) =>
        Gen.Select(units, Penalized, KernelPenalty, (count, end, kernelPenalty) =>
            (Layer)Layer.Dense(count, end.Function, end.Penalty, kernelPenalty));

    private static Gen<Layer[]> HiddenOf(Gen<Layer> others)
    {
        var block = Gen.Select(Dense(Gen.Int[1, 20]), others.Array[0, 2], (dense, after) => (Layer[])[dense, .. after]);
        return Gen.Select(
            others.Array[0, 1], block.Array[0, 3],
            (first, blocks) => (Layer[])[.. first, .. blocks.SelectMany(layers => layers)]);
    }

    /// <summary>For the message of a failed check.</summary>
    public static string Text(IEnumerable<Layer> layers) => string.Join(" > ", layers);
}
