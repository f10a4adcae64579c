using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace ActReg.MLNet;

/// <summary><see cref="Optimizer.RmsProp"/>.</summary>
/// <remarks>Remembers the mean square, then, as asked for, the mean, then the momentum.</remarks>
internal sealed unsafe record RmsPropOptimizer : Optimizer
{
    public RmsPropOptimizer(double rho, double momentum, double epsilon, bool centered)
    {
        Rho = Require.Share(rho);
        Momentum = Require.Share(momentum);
        // What the formula computes with: 0 would divide 0 by 0.
        _ = Require.Positive((float)epsilon, nameof(epsilon));
        Epsilon = epsilon;
        Centered = centered;
    }

    public double Rho { get; }

    public double Momentum { get; }

    public double Epsilon { get; }

    public bool Centered { get; }

    internal override int SlotCount => 1 + (Centered ? 1 : 0) + (Momentum > 0 ? 1 : 0);

    internal override SkippedSteps SkipSteps()
    {
        // As Update computes it.
        var left = 1 - (double)(float)(1 - Rho);
        return new SkippedMomentum(
            [left, .. Centered ? [left] : Array.Empty<double>(), .. Momentum > 0 ? [(float)Momentum] : Array.Empty<double>()],
            Momentum > 0 ? SlotCount - 1 : null, share: -1);
    }

    [MethodImpl(Compilation.AtOnce)]
    internal override void Update(
        int step, double learningRate, AlignedBuffer parameters, AlignedBuffer gradient, IReadOnlyList<AlignedBuffer> slots, WeightParts parts)
    {
        var rate = Vector256.Create((float)learningRate);
        var keep = Vector256.Create((float)(1 - Rho));
        var epsilon = Vector256.Create((float)Epsilon);
        var momentum = Vector256.Create((float)Momentum);
        float* p = parameters.Pointer, v = slots[0].Pointer;
        float* a = Centered ? slots[1].Pointer : null, u = Momentum > 0 ? slots[SlotCount - 1].Pointer : null;
        for (var part = 0; part < parts.Count; part++)
        {
            var g = gradient.Pointer + (parts.GradientStart(part) - parts.Start(part));
            for (int i = parts.Start(part), end = i + parts.Length; i < end; i += 8)
            {
                var slope = Vector256.Load(g + i);
                Vector256<float>.Zero.Store(g + i);
                var square = Vector256.Load(v + i);
                square = Moments.DropNegligible(Vector256.MultiplyAddEstimate(slope * slope - square, keep, square));
                square.Store(v + i);
                if (a != null)
                {
                    var mean = Vector256.Load(a + i);
                    mean = Moments.DropNegligible(Vector256.MultiplyAddEstimate(slope - mean, keep, mean));
                    mean.Store(a + i);
                    // Rounding may leave less than nothing.
                    square = Vector256.Max(square - mean * mean, Vector256<float>.Zero);
                }

                var change = rate * slope / Vector256.Sqrt(square + epsilon);
                if (u != null)
                {
                    change = Moments.DropNegligible(Vector256.MultiplyAddEstimate(momentum, Vector256.Load(u + i), change));
                    change.Store(u + i);
                }

                (Vector256.Load(p + i) - change).Store(p + i);
            }
        }

        GC.KeepAlive(parameters);
        GC.KeepAlive(gradient);
        GC.KeepAlive(slots);
    }
}
