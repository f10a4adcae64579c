using System.Text.Json;
using System.Text.Json.Nodes;

namespace ActReg.MLNet;

/// <summary>All that the course of a training depends on, as named texts: trainings that share them are the same one.</summary>
internal sealed class TrainingFingerprint
{
    private const int MostParts = 100;
    private const int MostCharacters = 2000;

    private readonly SortedDictionary<string, string> _parts;

    /// <param name="parts">Their names and texts.</param>
    public TrainingFingerprint(SortedDictionary<string, string> parts) => _parts = parts;

    /// <summary>Sentences that say in what a stored fingerprint differs from this one; none where they are the same.</summary>
    public IEnumerable<string> DifferencesFrom(TrainingFingerprint stored) =>
        from name in _parts.Keys.Union(stored._parts.Keys)
        let here = _parts.GetValueOrDefault(name, "not given")
        let there = stored._parts.GetValueOrDefault(name, "not given")
        where here != there && !AreSameJson(here, there)
        select $"{Excerpt.Of(name)}: {Excerpt.Of(there, MostCharacters)} in the checkpoint, {Excerpt.Of(here, MostCharacters)} now.";

    /// <summary>Another version may write the same properties in another order.</summary>
    private static bool AreSameJson(string left, string right)
    {
        try
        {
            return JsonNode.DeepEquals(JsonNode.Parse(left), JsonNode.Parse(right));
        }
        catch (Exception e) when (e is JsonException or ArgumentException)
        {
            // Not JSON, or an object with two members of one name.
            return false;
        }
    }

    public byte[] ToJson() => JsonSerializer.SerializeToUtf8Bytes(_parts, FingerprintTypes.Default.Options);

    /// <exception cref="FormatException">It is not what <see cref="ToJson"/> gives.</exception>
    public static TrainingFingerprint FromJson(ReadOnlySpan<byte> json)
    {
        var parts = NetworkJson.Parse<SortedDictionary<string, string>>(json, FingerprintTypes.Default.Options, "The stored checkpoint's fingerprint");
        return parts.Count <= MostParts && parts.Values.All(text => text != null)
            ? new TrainingFingerprint(parts) : throw new FormatException("The stored checkpoint's fingerprint is wrong.");
    }
}
