using System.Text.Json;
using System.Text.Json.Serialization;

namespace ActReg.MLNet;

/// <summary>The JSON form of metrics: a name, or of a custom one an object that says which way is better.</summary>
internal sealed class TrainingMetricConverter : JsonConverter<TrainingMetric>
{
    public override bool HandleNull => true;

    public override TrainingMetric Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.StartObject)
        {
            var stored = JsonSerializer.Deserialize<StoredMetric>(ref reader, options)!;
            return new CustomMetric(stored.Custom, stored.HigherIsBetter);
        }

        var name = reader.TokenType == JsonTokenType.String ? reader.GetString() : null;
        return TrainingMetric.Named.FirstOrDefault(metric => JsonName(metric) == name) ?? throw new JsonException("There is no such metric.");
    }

    public override void Write(Utf8JsonWriter writer, TrainingMetric value, JsonSerializerOptions options)
    {
        if (TrainingMetric.Named.Contains(value))
            writer.WriteStringValue(JsonName(value));
        else
            JsonSerializer.Serialize(writer, new StoredMetric(value.Name, value.HigherIsBetter), options);
    }

    private static string JsonName(TrainingMetric metric) => JsonNamingPolicy.CamelCase.ConvertName(metric.Name);

    internal sealed record StoredMetric(string Custom, bool HigherIsBetter);
}
