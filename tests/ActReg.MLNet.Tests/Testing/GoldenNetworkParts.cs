namespace ActReg.MLNet.Tests;

/// <summary>A weight array or its gradient, row-major.</summary>
internal sealed record GoldenArray(string Name, int[] Shape, double[] Values);

/// <summary>A layer; what its kind does not have is null.</summary>
internal sealed record GoldenLayer(
    string Layer, string Name, int? Units, string? Activation, float? Epsilon, float? Momentum, float KernelL1, float KernelL2,
    GoldenActivity? Activity)
{
    private ActivityRegularizer? ActivityRegularizer => Activity?.ToRegularizer();

    public Layer ToLayer() => Layer switch
    {
        "dense" => MLNet.Layer.Dense(Units!.Value, Function(), ActivityRegularizer, KernelRegularizer()),
        "activation" => MLNet.Layer.Activation(Function(), ActivityRegularizer),
        "batch_normalization" => MLNet.Layer.BatchNorm(Momentum!.Value, Epsilon!.Value, ActivityRegularizer),
        "layer_normalization" => MLNet.Layer.LayerNorm(Epsilon!.Value, ActivityRegularizer),
        _ => throw new NotSupportedException(Layer),
    };

    private KernelRegularizer? KernelRegularizer() =>
        KernelL1 == 0 && KernelL2 == 0 ? null : MLNet.KernelRegularizer.L1L2(KernelL1, KernelL2);

    private Activation Function() => Activation switch
    {
        "linear" => MLNet.Activation.Linear,
        "relu" => MLNet.Activation.Relu,
        "tanh" => MLNet.Activation.Tanh,
        "sigmoid" => MLNet.Activation.Sigmoid,
        _ => throw new NotSupportedException(Activation),
    };
}

/// <summary>A penalty on a layer's output.</summary>
internal sealed record GoldenActivity(
    string Regularizer, float? L1, float? L2, string? Reduction, float? Target, float? Strength)
{
    public ActivityRegularizer ToRegularizer() => Regularizer switch
    {
        "l1l2" => ActivityRegularizer.L1L2(L1!.Value, L2!.Value, Reduction switch
        {
            "batch_mean" => ActivityReduction.BatchMean,
            "batch_sum" => ActivityReduction.BatchSum,
            "element_mean" => ActivityReduction.ElementMean,
            _ => throw new NotSupportedException(Reduction),
        }),
        "kl" => ActivityRegularizer.KullbackLeibler(Target!.Value, Strength!.Value),
        _ => throw new NotSupportedException(Regularizer),
    };
}

/// <summary>An optimizer with its learning rate and clipping; what its kind does not have is null.</summary>
internal sealed record GoldenOptimizer(
    string Optimizer, double LearningRate, double? Beta1, double? Beta2, double? Epsilon, double? WeightDecay, double? Momentum,
    bool? Nesterov, string? Clip, float? ClipLimit)
{
    public Optimizer ToOptimizer() => Optimizer switch
    {
        "adam" => MLNet.Optimizer.Adam(Beta1!.Value, Beta2!.Value, Epsilon!.Value),
        "adamw" => MLNet.Optimizer.AdamW(WeightDecay!.Value, Beta1!.Value, Beta2!.Value, Epsilon!.Value),
        "sgd" => MLNet.Optimizer.Sgd(Momentum!.Value, Nesterov!.Value),
        _ => throw new NotSupportedException(Optimizer),
    };

    public GradientClipping? ToClipping() => Clip switch
    {
        null => null,
        "global_norm" => GradientClipping.ByGlobalNorm(ClipLimit!.Value),
        _ => throw new NotSupportedException(Clip),
    };
}
