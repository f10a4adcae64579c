using static TorchSharp.torch;

namespace ActReg.MLNet;

/// <summary>The TorchSharp form of steps that keep some values.</summary>
internal static class TorchSelection
{
    /// <summary>Each row's largest values, and 0 elsewhere; of equal ones libtorch chooses.</summary>
    public static Tensor Keep(TopKStep step, Tensor x)
    {
        var (values, places) = x.topk(step.K, dim: 1);
        return zeros_like(x).scatter(1, places, values);
    }
}
