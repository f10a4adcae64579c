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

    /// <summary>Makes a file's folder if need be, and leaves a file of that name as it is.</summary>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be written.</exception>
    public static void CheckWritable(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var isNew = !File.Exists(path);
        File.Open(path, FileMode.OpenOrCreate, FileAccess.Write).Dispose();
        if (isNew)
            File.Delete(path);
    }

    public static void Write<T>(string path, T document) =>
        File.WriteAllText(path, JsonSerializer.Serialize(document, Layout) + "\n");
}
