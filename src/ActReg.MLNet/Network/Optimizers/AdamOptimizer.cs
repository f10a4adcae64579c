using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace ActReg.MLNet;

/// <summary><see cref="Optimizer.Adam"/> and <see cref="Optimizer.AdamW"/>.</summary>
internal sealed unsafe record AdamOptimizer : Optimizer
{
    public AdamOptimizer(double beta1, double beta2, double epsilon, double weightDecay)
    {
        Beta1 = Require.Share(beta1);
        Beta2 = Require.Share(beta2);
        // What the formula computes with: 0 would divide 0 by 0.
        _ = Require.Positive((float)epsilon, nameof(epsilon));
        Epsilon = epsilon;
        WeightDecay = Require.NotNegative(weightDecay);
    }

    public double Beta1 { get; }

    public double Beta2 { get; }

    public double Epsilon { get; }

    public double WeightDecay { get; }

    internal override int SlotCount => 2;

    internal override double KernelDecay => WeightDecay;

    /// <summary>The step's learning rate with both bias corrections in it.</summary>
    public float CorrectedRate(double learningRate, int step) =>
        (float)(learningRate * Math.Sqrt(1 - Math.Pow(Beta2, step)) / (1 - Math.Pow(Beta1, step)));

    // Both as Update computes with them.
    internal override SkippedSteps? SkipSteps() =>
        SkippedAdam.Of(1 - (double)(float)(1 - Beta1), 1 - (double)(float)(1 - Beta2), (float)Epsilon, CorrectedRate);

    [MethodImpl(Compilation.AtOnce)]
    internal override void Update(
        int step, double learningRate, AlignedBuffer parameters, AlignedBuffer gradient, IReadOnlyList<AlignedBuffer> slots, WeightParts parts)
    {
        var rate = Vector256.Create(CorrectedRate(learningRate, step));
        var epsilon = Vector256.Create((float)Epsilon);
        var keepMean = Vector256.Create((float)(1 - Beta1));
        var keepVariance = Vector256.Create((float)(1 - Beta2));
        float* p = parameters.Pointer, m = slots[0].Pointer, v = slots[1].Pointer;
        for (var part = 0; part < parts.Count; part++)
        {
            var g = gradient.Pointer + (parts.GradientStart(part) - parts.Start(part));
            for (int i = parts.Start(part), end = i + parts.Length; i < end; i += 8)
            {
                var slope = Vector256.Load(g + i);
                var mean = Vector256.Load(m + i);
                var variance = Vector256.Load(v + i);
                mean = Moments.DropNegligible(Vector256.MultiplyAddEstimate(slope - mean, keepMean, mean));
                variance = Moments.DropNegligible(Vector256.MultiplyAddEstimate(slope * slope - variance, keepVariance, variance));
                Vector256<float>.Zero.Store(g + i);
                mean.Store(m + i);
                variance.Store(v + i);
                (Vector256.Load(p + i) - rate * mean / (Vector256.Sqrt(variance) + epsilon)).Store(p + i);
            }
        }

        GC.KeepAlive(parameters);
        GC.KeepAlive(gradient);
        GC.KeepAlive(slots);
    }
}
