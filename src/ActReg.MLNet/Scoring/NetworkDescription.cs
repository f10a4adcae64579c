using System.Text.Json;
using System.Text.Json.Serialization;

namespace ActReg.MLNet;

/// <summary>What a stored network says of itself, in JSON: all but its numbers.</summary>
/// <param name="InputSize">The number of features.</param>
/// <param name="Layers">All layers, the output layer included.</param>
/// <param name="Settings">How it was trained.</param>
/// <param name="Epochs">The entries of its history.</param>
internal sealed record NetworkDescription(int InputSize, IReadOnlyList<Layer> Layers, TrainingSettings Settings, int Epochs)
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        AllowDuplicateProperties = false,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        DefaultIgnoreCondition = JsonIgnoreCondition.Never,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false) },
    };

    /// <summary>The number of weights, biases included.</summary>
    [JsonIgnore]
    public Int128 WeightCount
    {
        get
        {
            Int128 count = 0;
            Int128 size = InputSize;
            foreach (var dense in Layers.OfType<DenseLayer>())
            {
                count += (size + 1) * dense.Units;
                size = dense.Units;
            }

            return count;
        }
    }

    public static NetworkDescription Of(TrainedNetwork network) =>
        new(network.InputSize, network.Layers, network.Settings, network.History.Count);

    public byte[] ToJson() => JsonSerializer.SerializeToUtf8Bytes(this, Options);

    /// <exception cref="FormatException">It is not the JSON of a network that this version knows.</exception>
    public static NetworkDescription FromJson(ReadOnlySpan<byte> json)
    {
        NetworkDescription? description;
        try
        {
            description = JsonSerializer.Deserialize<NetworkDescription>(json, Options);
        }
        catch (Exception e) when (e is JsonException or NotSupportedException or ArgumentException)
        {
            throw new FormatException($"The stored network's description cannot be read: {e.Message}", e);
        }

        if (description is not { InputSize: > 0, Epochs: >= 0, Layers: [.., DenseLayer] } || description.Layers.Any(layer => layer == null))
            throw new FormatException("The stored network's description is incomplete.");
        var settings = description.Settings;
        if (TrainerOptions.Training(settings.Epochs, settings.BatchSize, settings.LearningRate).OfType<string>().FirstOrDefault() is { } problem)
            throw new FormatException($"The stored network's description is wrong: {problem}");
        return description;
    }
}
