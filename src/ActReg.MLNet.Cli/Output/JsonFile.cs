using System.Text.Json;
using System.Text.Json.Serialization;

namespace ActReg.MLNet.Cli.Terminal;

/// <summary>Results for programs.</summary>
internal static class JsonFile
{
    private static readonly JsonSerializerOptions Layout = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Converters = { new JsonStringEnumConverter() },
        WriteIndented = true,
        NewLine = "\n",
    };

    public static void Write<T>(string path, T document) =>
        File.WriteAllText(path, JsonSerializer.Serialize(document, Layout) + "\n");
}
