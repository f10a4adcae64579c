using System.Numerics.Tensors;

namespace ActReg.MLNet;

/// <summary>Keeps thresholds from becoming negative: a code that is on has no negative value.</summary>
internal static class ThresholdBounds
{
    /// <summary>Makes 0 of those that an update has made negative.</summary>
    public static void Apply(NetworkPlan plan, AlignedBuffer parameters)
    {
        for (var i = 0; i < plan.Thresholds.Count; i++)
        {
            var thresholds = plan.Thresholds[i].In(parameters);
            TensorPrimitives.Max(thresholds, 0, thresholds);
        }
    }
}
