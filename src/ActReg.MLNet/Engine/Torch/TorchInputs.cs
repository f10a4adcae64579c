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
            ? filled : cat([filled, missing.index_select(1, tensor((int[])[.. step.Indicators], device: x.device)).to(ScalarType.Float32)], 1);
    }

    public static Tensor Scale(RobustScalingStep step, Tensor x, TorchParameters weights)
    {
        var z = x.sub(weights[step.Center]).mul(weights[step.Factor]);
        var bounded = float.IsInfinity(step.Bound) ? z : z.div(z.Times(1.0 / step.Bound).square().add(TorchArithmetic.One).sqrt());
        foreach (var block in step.Unscaled)
            bounded.narrow(1, block.First, block.Count).copy_(x.narrow(1, block.First, block.Count));
        return bounded;
    }

    public static Tensor Encode(PiecewiseLinearEncodingStep step, Tensor x, TorchParameters weights)
    {
        var (least, most) = step.Bins.Limits();
        var shares = x.index_select(1, tensor(step.Bins.Features(), device: x.device)).sub(weights[step.Lower]).mul(weights[step.Factor]);
        return shares.maximum(tensor(least, device: x.device)).minimum(tensor(most, device: x.device));
    }
}
