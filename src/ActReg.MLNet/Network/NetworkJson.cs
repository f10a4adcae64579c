using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace ActReg.MLNet;

/// <summary>The JSON form of layers and settings, in model files and checkpoints: what is missing or unknown is refused.</summary>
internal static class NetworkJson
{
    public static JsonSerializerOptions Options { get; } = With(NetworkJsonTypes.Default);

    /// <summary>The same form for other types, too.</summary>
    /// <param name="types">Those, generated: reflection may be switched off in an application.</param>
    public static JsonSerializerOptions With(IJsonTypeInfoResolver types) => new()
    {
        TypeInfoResolver = JsonTypeInfoResolver.Combine(types, NetworkJsonTypes.Default),
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        AllowDuplicateProperties = false,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        DefaultIgnoreCondition = JsonIgnoreCondition.Never,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false) },
    };

    /// <param name="json">UTF-8, from somebody else.</param>
    /// <param name="options">How to read it.</param>
    /// <param name="what">What it is, at the beginning of a sentence.</param>
    /// <exception cref="FormatException">It is something else. There is no exception inside: the reason is in the message.</exception>
    public static T Parse<T>(ReadOnlySpan<byte> json, JsonSerializerOptions options, string what)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize<T>(json, options) ?? throw new FormatException($"{what} is incomplete.");
        }
        catch (Exception e) when (e is JsonException or NotSupportedException or ArgumentException)
        {
            throw new FormatException($"{what} cannot be read: {Excerpt.Of(e.Message)}");
        }
    }
}
