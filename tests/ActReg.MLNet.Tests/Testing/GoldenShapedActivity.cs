namespace ActReg.MLNet.Tests;

/// <summary>A penalty on what a layer puts out.</summary>
internal sealed record GoldenShapedActivity(
    string Regularizer, string Reduction, float? L1 = null, float? L2 = null, float? Activation = null, float? Temporal = null)
{
    private ActivityReduction Scale => Reduction switch
    {
        "batch_mean" => ActivityReduction.BatchMean,
        "batch_sum" => ActivityReduction.BatchSum,
        "element_mean" => ActivityReduction.ElementMean,
        _ => throw new NotSupportedException(Reduction),
    };

    public ActivityRegularizer ToRegularizer() => Regularizer switch
    {
        "l1l2" => ActivityRegularizer.L1L2(L1!.Value, L2!.Value, Scale),
        "temporal" => ActivityRegularizer.Temporal(Activation!.Value, Temporal!.Value, Scale),
        _ => throw new NotSupportedException(Regularizer),
    };
}
