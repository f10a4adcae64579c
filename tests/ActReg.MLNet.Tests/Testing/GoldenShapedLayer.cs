using System.Text.Json;

namespace ActReg.MLNet.Tests;

/// <summary>A layer; what its kind does not have is null.</summary>
internal sealed record GoldenShapedLayer(
    string Layer, string? Activation, float KernelL1, float KernelL2, GoldenShapedActivity? Activity, int? Units = null,
    int? Filters = null, JsonElement? KernelSize = null, JsonElement? PoolSize = null, JsonElement? Strides = null,
    JsonElement? DilationRate = null, string? Padding = null, int? Groups = null, bool? ReturnSequences = null,
    bool? Bidirectional = null, int[]? TargetShape = null, int? N = null, JsonElement? Size = null, int? Count = null, float? Epsilon = null, float? Momentum = null,
    string? Function = null, int? Frequencies = null, int? Width = null, int? Members = null)
{
    private ActivityRegularizer? Penalty => Activity?.ToRegularizer();

    public Layer ToLayer() => Layer switch
    {
        "dense" => MLNet.Layer.Dense(Units!.Value, ActivationFunction(), Penalty, KernelPenalty()),
        "activation" => MLNet.Layer.Activation(ActivationFunction(), Penalty),
        "parametric_activation" => MLNet.Layer.ParametricActivation(FunctionOf(Function), Penalty),
        "scale" => MLNet.Layer.Scale(Penalty),
        "batch_normalization" => MLNet.Layer.BatchNorm(Momentum!.Value, Epsilon!.Value, Penalty),
        "layer_normalization" => MLNet.Layer.LayerNorm(Epsilon!.Value, Penalty),
        "activity_regularization" => MLNet.Layer.ActivityRegularization(Penalty!),
        "flatten" => MLNet.Layer.Flatten(),
        "conv1d" => MLNet.Layer.Conv1D(
            Filters!.Value, Number(KernelSize), Number(Strides), PaddingMode(), Number(DilationRate), Groups!.Value, ActivationFunction(), Penalty,
            KernelPenalty()),
        "conv2d" => MLNet.Layer.Conv2D(
            Filters!.Value, Pair(KernelSize), Pair(Strides), PaddingMode(), Pair(DilationRate), Groups!.Value, ActivationFunction(), Penalty,
            KernelPenalty()),
        "conv2d_transpose" => MLNet.Layer.Conv2DTranspose(
            Filters!.Value, Pair(KernelSize), Pair(Strides), PaddingMode(), Pair(DilationRate), ActivationFunction(), Penalty, KernelPenalty()),
        "reshape" => MLNet.Layer.Reshape(TargetShape!),
        "repeat_vector" => MLNet.Layer.RepeatVector(N!.Value, Penalty),
        "up_sampling1d" => MLNet.Layer.UpSampling1D(Number(Size), Penalty),
        "up_sampling2d" => MLNet.Layer.UpSampling2D(Pair(Size), Penalty),
        "max_pooling1d" => MLNet.Layer.MaxPooling1D(Number(PoolSize), Number(Strides), PaddingMode(), Penalty),
        "max_pooling2d" => MLNet.Layer.MaxPooling2D(Pair(PoolSize), Pair(Strides), PaddingMode(), Penalty),
        "average_pooling1d" => MLNet.Layer.AveragePooling1D(Number(PoolSize), Number(Strides), PaddingMode(), Penalty),
        "average_pooling2d" => MLNet.Layer.AveragePooling2D(Pair(PoolSize), Pair(Strides), PaddingMode(), Penalty),
        "global_max_pooling" => MLNet.Layer.GlobalMaxPooling(Penalty),
        "global_average_pooling" => MLNet.Layer.GlobalAveragePooling(Penalty),
        "simple_rnn" => MLNet.Layer.SimpleRnn(Units!.Value, ReturnSequences!.Value, Bidirectional!.Value, Penalty, KernelPenalty()),
        "gru" => MLNet.Layer.Gru(Units!.Value, ReturnSequences!.Value, Bidirectional!.Value, Penalty, KernelPenalty()),
        "lstm" => MLNet.Layer.Lstm(Units!.Value, ReturnSequences!.Value, Bidirectional!.Value, Penalty, KernelPenalty()),
        "embedding" => MLNet.Layer.Embedding(Count!.Value, Units!.Value, activityRegularizer: Penalty),
        "periodic_embedding" => MLNet.Layer.PeriodicEmbedding(Frequencies!.Value, Width!.Value, activityRegularizer: Penalty),
        "batch_ensemble" => MLNet.Layer.BatchEnsemble(Members!.Value, Penalty),
        "member_output" => new MemberOutputLayer(Units!.Value, Units == 1 ? MemberMean.Probabilities : MemberMean.Softmax, KernelPenalty()),
        _ => throw new NotSupportedException(Layer),
    };

    private static int Number(JsonElement? value) => value!.Value.GetInt32();

    private static Size2D Pair(JsonElement? value) => (value!.Value[0].GetInt32(), value.Value[1].GetInt32());

    private Padding PaddingMode() => Padding switch
    {
        "valid" => MLNet.Padding.Valid,
        "same" => MLNet.Padding.Same,
        _ => throw new NotSupportedException(Padding),
    };

    private KernelRegularizer? KernelPenalty() =>
        KernelL1 == 0 && KernelL2 == 0 ? null : KernelRegularizer.L1L2(KernelL1, KernelL2);

    private Activation ActivationFunction() => FunctionOf(Activation);

    private static Activation FunctionOf(string? name) => name switch
    {
        "linear" => MLNet.Activation.Linear,
        "relu" => MLNet.Activation.Relu,
        "tanh" => MLNet.Activation.Tanh,
        "sigmoid" => MLNet.Activation.Sigmoid,
        "selu" => MLNet.Activation.Selu,
        "mish" => MLNet.Activation.Mish,
        _ => throw new NotSupportedException(name),
    };
}
