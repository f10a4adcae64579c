namespace ActReg.MLNet.Tests;

/// <summary>One case of an <see cref="OptimizerFixture"/>; options that its optimizer does not have are null.</summary>
internal sealed record OptimizerCase(
    string Name, string Optimizer, double? Beta1, double? Beta2, double? Epsilon, double? WeightDecay, bool[]? Decayed,
    double? Momentum, bool? Nesterov, double? Rho, bool? Centered, string? Clip, float? ClipLimit, double[][] Parameters)
{
    public Optimizer CreateOptimizer() => Optimizer switch
    {
        "adam" => MLNet.Optimizer.Adam(Beta1!.Value, Beta2!.Value, Epsilon!.Value),
        "adamw" => MLNet.Optimizer.AdamW(WeightDecay!.Value, Beta1!.Value, Beta2!.Value, Epsilon!.Value),
        "sgd" => MLNet.Optimizer.Sgd(Momentum!.Value, Nesterov!.Value),
        "rmsprop" => MLNet.Optimizer.RmsProp(Rho!.Value, Momentum!.Value, Epsilon!.Value, Centered!.Value),
        _ => throw new NotSupportedException(Optimizer),
    };

    public GradientClipping? CreateClipping() => Clip switch
    {
        null => null,
        "value" => GradientClipping.ByValue(ClipLimit!.Value),
        "norm" => GradientClipping.ByNorm(ClipLimit!.Value),
        "global_norm" => GradientClipping.ByGlobalNorm(ClipLimit!.Value),
        _ => throw new NotSupportedException(Clip),
    };
}
