using System.IO.Compression;
using System.Text.Json;

namespace ActReg.MLNet.Tests;

/// <summary>Files that the scripts beside them wrote.</summary>
internal static class GoldenFile
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        PropertyNameCaseInsensitive = true,
        RespectRequiredConstructorParameters = true,
        UnmappedMemberHandling = System.Text.Json.Serialization.JsonUnmappedMemberHandling.Disallow,
    };

    public static string PathOf(string name) => Path.Combine(AppContext.BaseDirectory, "Golden", name);

    public static T[] Read<T>(string name)
    {
        using var file = File.OpenRead(PathOf(name));
        using var json = new GZipStream(file, CompressionMode.Decompress);
        return JsonSerializer.Deserialize<T[]>(json, Options) ?? throw new InvalidDataException($"{name} is empty.");
    }

    /// <summary>One that is not compressed, and holds one object.</summary>
    public static T ReadObject<T>(string name)
    {
        using var file = File.OpenRead(PathOf(name));
        return JsonSerializer.Deserialize<T>(file, Options) ?? throw new InvalidDataException($"{name} is empty.");
    }
}
