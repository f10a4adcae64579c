using System.Numerics.Tensors;

namespace ActReg.MLNet;

/// <summary>Decoupled weight decay (Loshchilov and Hutter, 2019).</summary>
internal static class WeightDecay
{
    /// <summary>Multiplies every kernel of a network by a factor.</summary>
    public static void Apply(NetworkPlan plan, AlignedBuffer parameters, double factor)
    {
        for (var i = 0; i < plan.Weights.Count; i++)
        {
            if (!plan.Weights[i].Role.Decays())
                continue;
            var kernel = plan.Weights[i].In(parameters);
            TensorPrimitives.Multiply(kernel, (float)factor, kernel);
        }
    }
}
