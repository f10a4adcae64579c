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

    [MethodImpl(Compilation.AtOnce)]
    internal override void Update(
        int step, double learningRate, AlignedBuffer parameters, AlignedBuffer gradient, IReadOnlyList<AlignedBuffer> slots, Range part)
    {
        var rate = Vector256.Create((float)learningRate);
        var momentum = Vector256.Create((float)Momentum);
        float* p = parameters.Pointer, g = gradient.Pointer, u = SlotCount > 0 ? slots[0].Pointer : null;
        var (start, length) = part.GetOffsetAndLength(parameters.Length);
        for (var i = start; i < start + length; i += 8)
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

        GC.KeepAlive(parameters);
        GC.KeepAlive(gradient);
        GC.KeepAlive(slots);
    }
}
