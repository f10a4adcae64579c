using System.Text.Json;

namespace ActReg.MLNet.Interchange;

/// <summary>A model's description in JSON: <c>config.json</c> of a <c>.keras</c> file, the attribute <c>model_config</c> of an <c>.h5</c> file, or what <c>model.to_json()</c> gives.</summary>
/// <param name="Model">The model.</param>
/// <param name="Version">Which Keras wrote it; <see langword="null"/> where it does not say.</param>
/// <param name="IsNumbered">Whether weights go by class and number, as in Keras 3's own files, or by name.</param>
internal sealed record KerasConfiguration(KerasLayer Model, string? Version, bool IsNumbered)
{
    private const int MostDepth = 64;

    public static FormatException Damaged(string what, Exception? inner = null) => Interchange.Damaged.File("description of a Keras model", what, inner);

    /// <exception cref="FormatException">It is no such text.</exception>
    public static JsonElement Parse(ReadOnlyMemory<byte> json)
    {
        try
        {
            using var document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = MostDepth, AllowDuplicateProperties = false });
            CheckTexts(document.RootElement);
            return document.RootElement.Clone();
        }
        // The latter of half a character, which is found only where a text is asked for.
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw Damaged($"it must be JSON ({Interchange.Damaged.Line(e.Message.TrimEnd('.'), mostCharacters: 300)})", e);
        }
    }

    /// <summary>A text of it; <see langword="null"/> where there is none.</summary>
    public static string? Text(JsonElement json, string name) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    /// <summary>Asks for each text once.</summary>
    private static void CheckTexts(JsonElement json)
    {
        switch (json.ValueKind)
        {
            case JsonValueKind.String:
                json.GetString();
                break;
            case JsonValueKind.Array:
                foreach (var item in json.EnumerateArray())
                    CheckTexts(item);
                break;
            case JsonValueKind.Object:
                foreach (var property in json.EnumerateObject())
                {
                    _ = property.Name;
                    CheckTexts(property.Value);
                }

                break;
        }
    }
}
