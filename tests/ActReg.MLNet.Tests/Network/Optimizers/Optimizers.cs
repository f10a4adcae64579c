using CsCheck;

namespace ActReg.MLNet.Tests;

/// <summary>Random optimizers and bounds on gradients, as one would use them.</summary>
internal static class Optimizers
{
    private static readonly Gen<double> Momentum = Gen.OneOf(Gen.Const(0.0), Gen.Double[0.1, 0.95]);

    public static readonly Gen<Optimizer> Adam = Gen.Select(Gen.Double[0, 0.95], Gen.Double[0.9, 0.999])
        .Select((beta1, beta2) => Optimizer.Adam(beta1, beta2));

    public static readonly Gen<Optimizer> AdamW = Gen.Select(Gen.Double[0, 10], Gen.Double[0, 0.95])
        .Select((weightDecay, beta1) => Optimizer.AdamW(weightDecay, beta1));

    public static readonly Gen<Optimizer> Sgd = Gen.Select(Momentum, Gen.Bool)
        .Select((momentum, nesterov) => Optimizer.Sgd(momentum, nesterov));

    /// <summary>
    /// Centered only with a large epsilon: where gradients hardly change, it divides a difference of equals by its root.
    /// </summary>
    public static readonly Gen<Optimizer> RmsProp = Gen.Select(Gen.Double[0.5, 0.99], Momentum, Gen.Bool)
        .Select((rho, momentum, centered) => Optimizer.RmsProp(rho, momentum, centered ? 1e-2 : 1e-7, centered));

    public static readonly Gen<Optimizer> Any = Gen.OneOf(Adam, AdamW, Sgd, RmsProp);

    public static readonly Gen<GradientClipping> Clipping = ClippingAt(Gen.Float[0.01f, 2]);

    /// <summary>One of each kind, with everything that it can remember.</summary>
    public static readonly IReadOnlyList<Optimizer> Samples =
    [
        Optimizer.Adam(), Optimizer.AdamW(0.1), Optimizer.Sgd(), Optimizer.Sgd(0.9), Optimizer.Sgd(0.9, nesterov: true),
        Optimizer.RmsProp(), Optimizer.RmsProp(momentum: 0.9, centered: true, epsilon: 1e-3),
    ];

    /// <summary>One of each kind.</summary>
    public static readonly IReadOnlyList<GradientClipping?> Clippings =
        [null, GradientClipping.ByValue(0.1f), GradientClipping.ByNorm(0.1f), GradientClipping.ByGlobalNorm(0.1f)];

    /// <summary>Any kind at a random limit.</summary>
    public static Gen<GradientClipping> ClippingAt(Gen<float> limits) => Gen.Select(Gen.Int[0, 2], limits).Select(
        (kind, limit) => kind switch
        {
            0 => GradientClipping.ByValue(limit),
            1 => GradientClipping.ByNorm(limit),
            _ => GradientClipping.ByGlobalNorm(limit),
        });
}
