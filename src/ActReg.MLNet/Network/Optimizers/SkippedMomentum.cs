using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace ActReg.MLNet;

/// <summary>Steps of <see cref="SgdOptimizer"/> and <see cref="RmsPropOptimizer"/> without a gradient: what is remembered shrinks, and momentum goes on.</summary>
internal sealed unsafe class SkippedMomentum : SkippedSteps
{
    private readonly double[][] _powers;
    private readonly double[] _ways;
    private readonly int? _momentum;

    /// <param name="factors">What each slot is multiplied by in a step.</param>
    /// <param name="momentum">The slot that weights follow; null where they follow none.</param>
    /// <param name="share">What a weight follows of what is left there after each step.</param>
    public SkippedMomentum(double[] factors, int? momentum, double share)
    {
        _powers = [.. factors.Select(Powers)];
        _momentum = momentum;
        _ways = new double[Most + 1];
        for (var count = 1; count <= Most && momentum is { } slot; count++)
            _ways[count] = _ways[count - 1] + share * _powers[slot][count];
    }

    [MethodImpl(Compilation.AtOnce)]
    public override void CatchUp(int since, AlignedBuffer parameters, IReadOnlyList<AlignedBuffer> slots, int start, int length)
    {
        var count = Count - since;
        if (_momentum is { } momentum)
        {
            var way = Vector256.Create((float)_ways[count]);
            float* p = parameters.Pointer + start, u = slots[momentum].Pointer + start;
            for (var i = 0; i < length; i += 8)
                Vector256.MultiplyAddEstimate(way, Vector256.Load(u + i), Vector256.Load(p + i)).Store(p + i);
        }

        for (var slot = 0; slot < _powers.Length; slot++)
        {
            var left = Vector256.Create((float)_powers[slot][count]);
            var values = slots[slot].Pointer + start;
            for (var i = 0; i < length; i += 8)
                Moments.DropNegligible(left * Vector256.Load(values + i)).Store(values + i);
        }

        GC.KeepAlive(parameters);
        GC.KeepAlive(slots);
    }
}
