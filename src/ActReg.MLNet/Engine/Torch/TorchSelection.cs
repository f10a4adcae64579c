using TorchSharp;
using static TorchSharp.torch;

namespace ActReg.MLNet;

/// <summary>The TorchSharp form of steps that keep some values.</summary>
internal static class TorchSelection
{
    /// <summary>Each row's largest values, and 0 elsewhere; of equal ones the first, where libtorch would choose.</summary>
    public static Tensor KeepLargest(Tensor x, int count)
    {
        var values = x.detach();
        var least = values.topk(count, dim: 1).values.narrow(1, count - 1, 1);
        var (above, equal) = (values.gt(least), values.eq(least));
        using Scalar all = count;
        var hasRoom = equal.cumsum(1).Plus(above.sum([1L], keepdim: true)).le(all);
        var areKept = above.logical_or(equal.logical_and(hasRoom));
        return x.masked_fill(areKept.logical_not(), TorchArithmetic.Zero);
    }

    /// <summary>Values above their unit's threshold, and 0 elsewhere, with straight-through slopes by thresholds.</summary>
    public static Tensor Keep(JumpReluStep step, Tensor x, TorchParameters weights, TorchBatch batch)
    {
        var threshold = weights[step.Threshold];
        var fixedThreshold = threshold.detach();
        var kept = x.mul(x.detach().sub(fixedThreshold).IsPositive());
        if (!batch.IsTraining || step.Threshold.IsFrozen)
            return kept;
        using Scalar reach = step.Bandwidth / 2;
        var near = x.detach().sub(fixedThreshold).abs().le(reach).to(ScalarType.Float32);
        // 0, but with a slope of 1 by the threshold.
        var nothing = threshold.sub(fixedThreshold);
        var meanOn = batch.Sum(kept.detach().IsZero()).ToSingle() is var off
            ? (batch.RowWeight * step.Size - off) / batch.Weight : 0;
        batch.Slopes.Add(new TorchTerm(
            batch.Sum(near.mul(nothing)), -step.PenaltySlope(meanOn) / (step.Bandwidth * batch.Weight)));
        return kept.Plus(near.mul(fixedThreshold).mul(nothing).Times(-1 / step.Bandwidth));
    }

    /// <summary>A batch's largest values that are above 0, and 0 elsewhere; a batch in training asks to move the threshold.</summary>
    public static Tensor Keep(BatchTopKStep step, Tensor x, TorchParameters weights, TorchBatch batch)
    {
        var positive = x.relu();
        var moving = weights[step.Threshold];
        if (!batch.IsTraining || step.Threshold.IsFrozen)
            return positive * positive.ge(moving);
        var output = KeepLargest(positive.view(1, -1), (int)x.shape[0] * step.K).view(x.shape);
        var kept = output.detach();
        using (Scalar infinity = float.PositiveInfinity)
        {
            var smallest = kept.masked_fill(kept.IsPositive().logical_not(), infinity).min();
            if (float.IsFinite(smallest.ToSingle()))
                batch.Statistics.Follow(moving, smallest.view(1), 1 - BatchTopKStep.Left(moving.ToSingle(), (int)x.shape[0], batch.FullRows));
        }

        return output;
    }
}
