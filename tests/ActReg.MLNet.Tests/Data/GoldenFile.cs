using System.IO.Compression;
using System.Text.Json;

namespace ActReg.MLNet.Tests;

/// <summary>Files that <c>make_sklearn_fixtures.py</c> wrote.</summary>
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
}
