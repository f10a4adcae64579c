using System.Text.Json;

namespace ActReg.MLNet.InterchangeTests;

/// <summary>Files of Golden.</summary>
internal static class Golden
{
    private static readonly Lazy<JsonElement> KerasOutputs = new(() => JsonDocument.Parse(File.ReadAllText(At("keras", "outputs.json"))).RootElement);

    public static string At(params ReadOnlySpan<string> parts) => Path.Combine([AppContext.BaseDirectory, "Golden", .. parts]);

    /// <summary>A model's rows as features are here, an image's channels first, and what Keras's formulas make of them.</summary>
    public static (float[][] Rows, float[][] Outputs) Keras(string name)
    {
        var model = KerasOutputs.Value.GetProperty(name);
        int[] shape = [.. model.GetProperty("shape").EnumerateArray().Select(item => item.GetInt32())];
        var rows = Matrix(model.GetProperty("rows"));
        if (shape is [var height, var width, var channels])
            rows = [.. rows.Select(row => KerasImages.ToChannelsFirst(row, height, width, channels))];
        return (rows, Matrix(model.GetProperty("outputs")));
    }

    private static float[][] Matrix(JsonElement json) => [.. json.EnumerateArray().Select(row => row.EnumerateArray().Select(item => (float)item.GetDouble()).ToArray())];
}
