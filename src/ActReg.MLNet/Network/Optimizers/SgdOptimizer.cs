using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace ActReg.MLNet;

/// <summary><see cref="Optimizer.Sgd"/>.</summary>
internal sealed unsafe record SgdOptimizer : Optimizer
{
    public SgdOptimizer(double momentum, bool nesterov)
    {
        Momentum = Require.Share(momentum);
        Nesterov = nesterov;
    }

    public double Momentum { get; }

    public bool Nesterov { get; }

    internal override int SlotCount => Momentum > 0 ? 1 : 0;

    internal override SkippedSteps SkipSteps() =>
        Momentum > 0 ? new SkippedMomentum([(float)Momentum], momentum: 0, Nesterov ? (float)Momentum : 1) : new SkippedMomentum([], momentum: null, 0);

    [MethodImpl(Compilation.AtOnce)]
    internal override void Update(
        int step, double learningRate, AlignedBuffer parameters, AlignedBuffer gradient, IReadOnlyList<AlignedBuffer> slots, WeightParts parts)
    {
        var rate = Vector256.Create((float)learningRate);
        var momentum = Vector256.Create((float)Momentum);
        float* p = parameters.Pointer, u = SlotCount > 0 ? slots[0].Pointer : null;
        for (var part = 0; part < parts.Count; part++)
        {
            var g = gradient.Pointer + (parts.GradientStart(part) - parts.Start(part));
            for (int i = parts.Start(part), end = i + parts.Length; i < end; i += 8)
            {
                var change = -rate * Vector256.Load(g + i);
                Vector256<float>.Zero.Store(g + i);
                if (u != null)
                {
                    var velocity = Moments.DropNegligible(Vector256.MultiplyAddEstimate(momentum, Vector256.Load(u + i), change));
                    velocity.Store(u + i);
                    change = Nesterov ? Vector256.MultiplyAddEstimate(momentum, velocity, change) : velocity;
                }

                (Vector256.Load(p + i) + change).Store(p + i);
            }
        }

        GC.KeepAlive(parameters);
        GC.KeepAlive(gradient);
        GC.KeepAlive(slots);
    }
}
