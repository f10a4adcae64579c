using System.Text.Json;
using System.Text.Json.Serialization;

namespace ActReg.MLNet;

/// <summary>Options as plain data: all that a training depends on but its data, its columns' names and its seed.</summary>
internal sealed record OptionsData
{
    private static readonly JsonSerializerOptions Json = NetworkJson.With(OptionsDataTypes.Default);

    /// <summary>What is kept with a model, too.</summary>
    public required TrainingSettings Settings { get; init; }

    /// <summary>What of it follows from the rows.</summary>
    public required StepDefaults StepDefaults { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public KernelRegularizer? KernelRegularizer { get; init; }

    /// <summary>Those of a trainer alone.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public NetworkOptionsData? Network { get; init; }

    /// <summary>Those of an autoencoder alone.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public AutoencoderOptionsData? Autoencoder { get; init; }

    /// <summary>The same as text, equal for equal options.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, Json);

    /// <exception cref="FormatException">It is not what <see cref="ToJson"/> gives.</exception>
    public static OptionsData FromJson(ReadOnlySpan<byte> json) => NetworkJson.Parse<OptionsData>(json, Json, "The trial's options");

    /// <summary>A trainer's options.</summary>
    public ActivityRegularizedNetworkOptions ToNetworkOptions()
    {
        var data = Network ?? throw new FormatException("The trial's options are an autoencoder's.");
        return new()
        {
            Settings = Settings.WithDefaults(),
            StepDefaults = StepDefaults,
            KernelRegularizer = KernelRegularizer,
            Layers = data.Layers,
            InputShape = data.InputShape,
            CorrectPriors = data.CorrectPriors,
            RegressionLoss = data.RegressionLoss,
            StandardizeLabels = data.StandardizeLabels,
            BoundScores = data.BoundScores,
            OutputInitializer = data.OutputInitializer,
        };
    }

    /// <summary>An autoencoder's options.</summary>
    public SparseAutoencoderOptions ToAutoencoderOptions()
    {
        var data = Autoencoder ?? throw new FormatException("The trial's options are a trainer's.");
        return new()
        {
            Settings = Settings.WithDefaults(),
            StepDefaults = StepDefaults,
            KernelRegularizer = KernelRegularizer,
            CodeSize = data.CodeSize,
            Sparsity = data.Sparsity,
            Encoder = data.Encoder,
            Decoder = data.Decoder,
            InputShape = data.InputShape,
            TiedWeights = data.TiedWeights,
            PreBias = data.PreBias,
        };
    }
}

/// <summary>What <see cref="ActivityRegularizedOptionsBase"/> has beside <see cref="TrainingSettings"/>.</summary>
internal sealed record NetworkOptionsData
{
    public required IReadOnlyList<Layer> Layers { get; init; }

    public IReadOnlyList<int>? InputShape { get; init; }

    public bool? CorrectPriors { get; init; }

    public required RegressionLoss RegressionLoss { get; init; }

    public required bool StandardizeLabels { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public bool? BoundScores { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public KernelInitializer? OutputInitializer { get; init; }
}

/// <summary>What <see cref="SparseAutoencoderOptions"/> has beside <see cref="TrainingSettings"/>.</summary>
internal sealed record AutoencoderOptionsData
{
    public required int CodeSize { get; init; }

    public CodeSparsity? Sparsity { get; init; }

    public required IReadOnlyList<Layer> Encoder { get; init; }

    public required IReadOnlyList<Layer> Decoder { get; init; }

    public IReadOnlyList<int>? InputShape { get; init; }

    public required bool TiedWeights { get; init; }

    public required PreBias PreBias { get; init; }
}

/// <summary>What the serializer knows of <see cref="OptionsData"/>, generated at build time.</summary>
[JsonSerializable(typeof(OptionsData))]
internal sealed partial class OptionsDataTypes : JsonSerializerContext;
