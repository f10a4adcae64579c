using System.Text.Json;

namespace ActReg.MLNet.Interchange;

/// <summary>A layer of a Keras model.</summary>
/// <param name="ClassName">Its class: <c>Dense</c>.</param>
/// <param name="Name">Its name: <c>dense_1</c>.</param>
/// <param name="Config">Its options.</param>
/// <param name="Json">All that there is of it.</param>
internal sealed record KerasLayer(string ClassName, string Name, JsonElement Config, JsonElement Json)
{
    private static readonly string[] Libraries = ["keras", "tf_keras", "builtins"];

    private static readonly JsonElement NoOptions = KerasConfiguration.Parse("{}"u8.ToArray());

    /// <summary>The models that its model is in, from the outermost, each with a dot.</summary>
    public string Prefix { get; init; } = "";

    /// <summary>Its name in the group of weights, where those go by class and number.</summary>
    public string GroupName { get; init; } = "";

    /// <summary>Its name in the group of weights, where those go by name.</summary>
    public string WeightName { get; init; } = "";

    /// <summary>What messages call it.</summary>
    public string Text => $"{Damaged.Quoted(Prefix + Name)} ({ClassName})";

    /// <summary>Whether it is a model.</summary>
    public bool IsModel => ClassName is "Sequential" or "Functional" or "Model";

    /// <summary>Whether it is a layer of somebody's own, whatever its class is called.</summary>
    public bool IsForeign =>
        (Json.TryGetProperty("module", out var module) && module.ValueKind == JsonValueKind.String && !Libraries.Contains(module.GetString()!.Split('.')[0]))
        || (Json.TryGetProperty("registered_name", out var registered) && registered.ValueKind == JsonValueKind.String && registered.GetString()!.Contains('>', StringComparison.Ordinal));

    /// <summary>The layers of a model; <see langword="null"/> of what has none.</summary>
    public JsonElement? Layers => IsModel && Json.GetProperty("config") is { ValueKind: JsonValueKind.Array } list ? list
        : Config.TryGetProperty("layers", out var layers) && layers.ValueKind == JsonValueKind.Array ? layers : null;

    /// <exception cref="FormatException">It is none.</exception>
    public static KerasLayer Read(JsonElement json)
    {
        if (json.ValueKind != JsonValueKind.Object || !json.TryGetProperty("class_name", out var kind) || kind.ValueKind != JsonValueKind.String
            || !json.TryGetProperty("config", out var config))
            throw KerasConfiguration.Damaged("a layer has no class_name and config");
        var className = kind.GetString()!;
        // Before Keras 2.2.3 a Sequential model was a list of layers.
        if (config.ValueKind == JsonValueKind.Array && className == "Sequential")
            return new(className, className, NoOptions, json);
        if (config.ValueKind != JsonValueKind.Object)
            throw KerasConfiguration.Damaged("a layer has no class_name and config");
        return new(className, KerasConfiguration.Text(config, "name") ?? KerasConfiguration.Text(json, "name") ?? className, config, json);
    }
}
