using System.Text.Json;
using System.Text.Json.Nodes;

namespace ActReg.MLNet;

/// <summary>All that the course of a training depends on, as named texts: trainings that share them are the same one.</summary>
internal sealed class TrainingFingerprint
{
    private readonly SortedDictionary<string, string> _parts;

    private TrainingFingerprint(SortedDictionary<string, string> parts) => _parts = parts;

    /// <param name="plan">The network.</param>
    /// <param name="loss">What the outputs are judged by.</param>
    /// <param name="data">The rows.</param>
    /// <param name="settings">Those in force.</param>
    /// <param name="initialWeights">The weights to start from; <see langword="null"/> where they are drawn.</param>
    public static TrainingFingerprint Of(
        NetworkPlan plan, Loss loss, TrainingData data, TrainingSettings settings, IReadOnlyList<WeightTensor>? initialWeights)
    {
        var json = new NetworkDescription(plan.InputSize, plan.Layers, settings, Epochs: 0).ToJson();
        var description = JsonNode.Parse(json)!.AsObject();
        var parts = new SortedDictionary<string, string>(StringComparer.Ordinal)
        {
            ["layers"] = description["layers"]!.ToJsonString(),
            ["loss"] = loss.GetType().Name,
            ["training set"] = data.Train.Fingerprint,
        };
        foreach (var (name, value) in description["settings"]!.AsObject())
            parts[name] = value?.ToJsonString() ?? "null";
        if (plan.Input.Rank > 1)
            parts["inputShape"] = LayerShape.Text(plan.Input.ToInputArray());
        if (data.Validation != null)
            parts["validation set"] = data.Validation.Fingerprint;
        if (initialWeights != null)
            parts["initialWeights"] = Checksum.Of(initialWeights.Select(weight => weight.Values));
        return new TrainingFingerprint(parts);
    }

    /// <summary>Sentences that say in what a stored fingerprint differs from this one; none where they are the same.</summary>
    public IEnumerable<string> DifferencesFrom(TrainingFingerprint stored) =>
        from name in _parts.Keys.Union(stored._parts.Keys)
        let here = _parts.GetValueOrDefault(name, "not given")
        let there = stored._parts.GetValueOrDefault(name, "not given")
        where here != there
        select $"{name}: {there} in the checkpoint, {here} now.";

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
