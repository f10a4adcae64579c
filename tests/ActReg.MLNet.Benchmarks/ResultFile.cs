using System.Text.Encodings.Web;
using System.Text.Json;

namespace ActReg.MLNet.Benchmarks;

/// <summary>Results for programs.</summary>
internal static class ResultFile
{
    private static readonly JsonSerializerOptions Layout = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static T Read<T>(string path) => JsonSerializer.Deserialize<T>(File.ReadAllText(path), Layout)!;

    public static void Write<T>(string path, T results) =>
        File.WriteAllText(path, JsonSerializer.Serialize(results, Layout) + "\n");
}
