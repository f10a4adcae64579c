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
