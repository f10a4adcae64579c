using System.Text.Json;

namespace ActReg.MLNet.Interchange;

/// <summary>Layers of Keras as layers here, one by one.</summary>
/// <param name="reduction">What Keras makes of penalties on a batch's outputs; null where that cannot be told.</param>
/// <param name="problems">Receives what no layer here has.</param>
internal sealed class KerasLayers(ActivityReduction? reduction, KerasProblems problems)
{
    /// <summary>A layer, or two where Keras's one has a penalty that ours has none for; none of an InputLayer.</summary>
    /// <param name="layer">Keras's layer.</param>
    /// <param name="rank">The dimensions that it gets of a row.</param>
    public IReadOnlyList<Layer> Convert(KerasLayer layer, int rank)
    {
        if (layer.ClassName == "InputLayer")
            return [];
        var options = Begin(layer);
        var activity = layer.ClassName == "ActivityRegularization" ? KerasRegularizers.OfLayer(options, reduction) : KerasRegularizers.OfActivity(options, reduction);
        var isTrainable = options.Flag("trainable", true);
        try
        {
            if (Make(layer.ClassName, options, activity, rank) is not { } made)
            {
                problems.Add(layer.Text, "there is no such layer here");
                return [];
            }

            options.Finish();
            if (!isTrainable)
                made = made.Frozen();
            return activity != null && made.ActivityRegularizer == null ? [made, Layer.ActivityRegularization(activity)] : [made];
        }
        catch (ArgumentException e)
        {
            problems.Add(layer.Text, e.Message.TrimEnd('.'));
            return [];
        }
    }

    /// <summary>The options of a layer, but for those of all layers.</summary>
    public KerasOptions Begin(KerasLayer layer)
    {
        var options = new KerasOptions(layer, problems);
        if (layer.IsForeign)
            problems.Add(layer.Text, "it is none of Keras's own");
        CheckType(options);
        options.MustBeNone("quantization_config", "lora_rank", "lora_alpha");
        return options;
    }

    /// <summary>All is computed in 32 bits here.</summary>
    public static void CheckType(KerasOptions options)
    {
        if (options.Find("dtype") is { } type && TypeName(type) != "float32")
            options.Wrong("dtype", "must be float32", type, 0);
    }

    /// <summary>A dense layer's width and penalty, its function aside.</summary>
    public static (int Units, KernelRegularizer? Kernel) Dense(KerasOptions options)
    {
        UseBias(options);
        return (options.Count("units"), KerasRegularizers.OfKernel(options));
    }

    private static Layer? Make(string className, KerasOptions options, ActivityRegularizer? activity, int rank)
    {
        if (KerasActivation.OfLayer(className, options) is { } function)
            return Layer.Activation(Hidden(options, function), activity);
        switch (className)
        {
            case "Dense":
                var (units, kernel) = Dense(options);
                return Layer.Dense(units, Function(options), activity, kernel);
            case "Dropout":
                options.MustBeNone("noise_shape");
                options.Ignore("seed");
                return Layer.Dropout(options.Number("rate", 0), activity);
            case "ActivityRegularization":
                return Layer.ActivityRegularization(activity!);
            case "BatchNormalization":
                Normalization(options, rank, "moving_mean_initializer", "moving_variance_initializer", "fused", "synchronized");
                options.Must("renorm", false, false);
                options.Ignore("renorm_clipping", "renorm_momentum");
                options.MustBeNone("virtual_batch_size", "adjustment");
                return Layer.BatchNorm(options.Number("momentum", 0.99f), options.Number("epsilon", 1e-3f), activity);
            case "LayerNormalization":
                Normalization(options, rank);
                options.Must("rms_scaling", false, false);
                return Layer.LayerNorm(options.Number("epsilon", 1e-3f), activity);
            case "Flatten":
                ChannelsLast(options);
                return Layer.Flatten();
            case "Reshape":
                return options.Find("target_shape") is { } shape && KerasOptions.Counts(shape, least: -1) is { } target
                    ? Layer.Reshape(target) : options.Wrong("target_shape", "must be whole numbers", options.Find("target_shape"), Layer.Flatten());
            case "RepeatVector":
                return Layer.RepeatVector(options.Count("n"), activity);
            case "Embedding":
                options.Ignore("embeddings_initializer", "input_length");
                options.MustBeNone("embeddings_regularizer", "embeddings_constraint", "sparse");
                return Layer.Embedding(options.Count("input_dim"), options.Count("output_dim"), options.Flag("mask_zero", false), activity);
            case "Masking":
                return activity == null ? Layer.Masking(options.Number("mask_value", 0)) : options.Wrong("activity_regularizer", "must be none", options.Find("activity_regularizer"), Layer.Masking());
            default:
                return KerasImageLayers.Make(className, options, activity) ?? KerasRecurrence.Make(className, options, activity);
        }
    }

    /// <summary>The option <c>activation</c> of a layer that is not the last one.</summary>
    public static Activation Function(KerasOptions options) => Hidden(options, KerasActivation.Of(options));

    /// <summary>What layers with a kernel and a bias have in common.</summary>
    public static void UseBias(KerasOptions options)
    {
        options.Must("use_bias", true, true);
        options.Ignore("kernel_initializer", "bias_initializer");
        options.MustBeNone("bias_regularizer", "kernel_constraint", "bias_constraint");
    }

    public static void ChannelsLast(KerasOptions options) => options.Must("data_format", "channels_last", "channels_last");

    private static Activation Hidden(KerasOptions options, KerasActivation activation) =>
        activation.Function ?? options.Wrong("activation", "must not be softmax but in the last layer", options.Find("activation"), Activation.Linear);

    private static void Normalization(KerasOptions options, int rank, params ReadOnlySpan<string> ignored)
    {
        options.Must("center", true, true);
        options.Must("scale", true, true);
        options.Ignore("beta_initializer", "gamma_initializer");
        options.Ignore(ignored);
        options.MustBeNone("beta_regularizer", "gamma_regularizer", "beta_constraint", "gamma_constraint");
        // The last one, which is also told by its number in a batch, and in a list.
        if (options.Find("axis") is { } axis && !IsLast(axis) && !(axis.ValueKind == JsonValueKind.Array && axis.GetArrayLength() == 1 && IsLast(axis[0])))
            options.Wrong("axis", "must be -1, the last one", axis, 0);

        bool IsLast(JsonElement value) => value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number) && (number == -1 || number == rank);
    }

    private static string? TypeName(JsonElement type) => type.ValueKind == JsonValueKind.String ? type.GetString()
        : type.ValueKind == JsonValueKind.Object && type.TryGetProperty("config", out var config) ? KerasConfiguration.Text(config, "name") : null;
}
