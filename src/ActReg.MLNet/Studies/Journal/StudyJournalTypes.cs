using System.Text.Json;
using System.Text.Json.Serialization;

namespace ActReg.MLNet;

/// <summary>What the serializer knows of a journal's entries, generated at build time.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(JournalEntry))]
internal sealed partial class StudyJournalTypes : JsonSerializerContext;

/// <summary>The fold that the rows of a split became, so that who goes on need not make it again to know it.</summary>
/// <param name="Split">The split's name.</param>
/// <param name="Name">The fold's, which is its checksum.</param>
internal sealed record JournalFold(string Split, string Name);

/// <summary>An entry of a journal: first which study it is of, then a fold's name or a trial's result in each.</summary>
internal sealed record JournalEntry
{
    public SortedDictionary<string, string>? Study { get; init; }

    public JournalFold? Fold { get; init; }

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
