using static TorchSharp.torch;

namespace ActReg.MLNet;

/// <summary>The TorchSharp form of steps that read features.</summary>
internal static class TorchInputs
{
    public static Tensor Impute(ImputationStep step, Tensor x, TorchParameters weights)
    {
        var missing = x.isnan();
        var filled = where(missing, weights[step.Median], x);
        return step.Indicators.Count == 0
            ? filled : cat([filled, missing.index_select(1, tensor([.. step.Indicators], device: x.device)).to(ScalarType.Float32)], 1);
    }

    public static Tensor Scale(RobustScalingStep step, Tensor x, TorchParameters weights)
    {
        var z = (x - weights[step.Center]) * weights[step.Factor];
        return float.IsInfinity(step.Bound) ? z : z / (1 + (z / step.Bound).square()).sqrt();
    }
}
