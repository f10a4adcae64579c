using System.Numerics.Tensors;

namespace ActReg.MLNet;

/// <summary>Decoupled weight decay (Loshchilov and Hutter, 2019).</summary>
internal static class WeightDecay
{
    /// <summary>Takes a share of every kernel of a network away.</summary>
    /// <param name="plan">The network.</param>
    /// <param name="parameters">Its parameters.</param>
    /// <param name="share">The share, where the learning rate is multiplied by 1.</param>
    /// <param name="first">The first of the weight arrays to look at.</param>
    public static void Apply(NetworkPlan plan, AlignedBuffer parameters, double share, int first = 0)
    {
        for (var i = first; i < plan.Weights.Count; i++)
        {
            if (!plan.Weights[i].Role.Decays() || plan.Weights[i].IsFrozen)
                continue;
            var kernel = plan.Weights[i].In(parameters);
            TensorPrimitives.Multiply(kernel, (float)(1 - share * plan.Weights[i].LearningRateFactor), kernel);
        }
    }
}
