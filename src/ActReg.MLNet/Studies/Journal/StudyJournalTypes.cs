using System.Text.Json;
using System.Text.Json.Serialization;

namespace ActReg.MLNet;

/// <summary>What the serializer knows of a journal's entries, generated at build time.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(JournalEntry))]
internal sealed partial class StudyJournalTypes : JsonSerializerContext;

/// <summary>An entry of a journal: first which study it is of, then a trial's result in each.</summary>
internal sealed record JournalEntry
{
    public SortedDictionary<string, string>? Study { get; init; }

    public TrialResult? Trial { get; init; }

    public string ToJson() => JsonSerializer.Serialize(this, StudyJournalTypes.Default.Options);

    /// <returns><see langword="null"/> where it is something else.</returns>
    public static JournalEntry? FromJson(string json)
    {
        try
        {
            return JsonSerializer.Deserialize<JournalEntry>(json, StudyJournalTypes.Default.Options);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
