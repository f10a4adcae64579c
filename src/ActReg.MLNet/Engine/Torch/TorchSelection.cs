using TorchSharp;
using static TorchSharp.torch;

namespace ActReg.MLNet;

/// <summary>The TorchSharp form of steps that keep some values; of equal ones libtorch chooses.</summary>
internal static class TorchSelection
{
    /// <summary>Each row's largest values, and 0 elsewhere.</summary>
    public static Tensor Keep(TopKStep step, Tensor x)
    {
        var (values, places) = x.topk(step.K, dim: 1);
        return zeros_like(x).scatter(1, places, values);
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
        var (values, places) = positive.view(-1).topk((int)x.shape[0] * step.K);
        var kept = values.detach();
        using (Scalar infinity = float.PositiveInfinity)
        {
            var smallest = kept.masked_fill(kept.IsPositive().logical_not(), infinity).min();
            if (float.IsFinite(smallest.ToSingle()))
                batch.Statistics.Follow(moving, smallest.view(1), moving.ToSingle() == 0 ? 1 : 1 - BatchTopKStep.Momentum);
        }

        return zeros_like(x).view(-1).scatter(0, places, values).view(x.shape);
    }
}
