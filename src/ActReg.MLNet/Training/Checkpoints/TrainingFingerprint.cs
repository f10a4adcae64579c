using System.Text.Json;
using System.Text.Json.Nodes;

namespace ActReg.MLNet;

/// <summary>All that the course of a training depends on, as named texts: trainings that share them are the same one.</summary>
internal sealed class TrainingFingerprint
{
    private readonly SortedDictionary<string, string> _parts;

    /// <param name="parts">Their names and texts.</param>
    public TrainingFingerprint(SortedDictionary<string, string> parts) => _parts = parts;

    /// <summary>Sentences that say in what a stored fingerprint differs from this one; none where they are the same.</summary>
    public IEnumerable<string> DifferencesFrom(TrainingFingerprint stored) =>
        from name in _parts.Keys.Union(stored._parts.Keys)
        let here = _parts.GetValueOrDefault(name, "not given")
        let there = stored._parts.GetValueOrDefault(name, "not given")
        where here != there && !AreSameJson(here, there)
        select $"{name}: {there} in the checkpoint, {here} now.";

    /// <summary>Another version may write the same properties in another order.</summary>
    private static bool AreSameJson(string left, string right)
    {
        try
        {
            return JsonNode.DeepEquals(JsonNode.Parse(left), JsonNode.Parse(right));
        }
        catch (JsonException)
        {
            return false;
        }
    }

    public byte[] ToJson() => JsonSerializer.SerializeToUtf8Bytes(_parts);

    /// <exception cref="FormatException">It is not what <see cref="ToJson"/> gives.</exception>
    public static TrainingFingerprint FromJson(ReadOnlySpan<byte> json)
    {
        try
        {
            return new TrainingFingerprint(JsonSerializer.Deserialize<SortedDictionary<string, string>>(json) ?? []);
        }
        catch (JsonException e)
        {
            throw new FormatException($"The stored checkpoint's fingerprint cannot be read: {e.Message}", e);
        }
    }
}
