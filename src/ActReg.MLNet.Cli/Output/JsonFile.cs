using System.Text.Json;
using System.Text.Json.Serialization;

namespace ActReg.MLNet.Cli.Terminal;

/// <summary>Results for programs.</summary>
internal static class JsonFile
{
    private static readonly JsonSerializerOptions Layout = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Converters = { new JsonStringEnumConverter(), new FiniteNumbers() },
        WriteIndented = true,
        NewLine = "\n",
    };

    public static void Write<T>(Stream file, T document)
    {
        JsonSerializer.Serialize(file, document, Layout);
        file.Write("\n"u8);
    }

    /// <summary>JSON has no word for a number that is none, such as the precision where nothing is told to be positive.</summary>
    private sealed class FiniteNumbers : JsonConverter<double>
    {
        public override double Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.TokenType == JsonTokenType.Null ? double.NaN : reader.GetDouble();

        public override void Write(Utf8JsonWriter writer, double value, JsonSerializerOptions options)
        {
            if (double.IsFinite(value))
                writer.WriteNumberValue(value);
            else
                writer.WriteNullValue();
        }
    }
}
