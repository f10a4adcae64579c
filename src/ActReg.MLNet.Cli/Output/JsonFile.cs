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

    public static void Write<T>(Stream file, T document)
    {
        JsonSerializer.Serialize(file, document, Layout);
        file.Write("\n"u8);
    }
}
