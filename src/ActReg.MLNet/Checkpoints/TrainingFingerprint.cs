using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ActReg.MLNet;

/// <summary>All that the course of a training depends on, as named texts: trainings that share them are the same one.</summary>
internal sealed class TrainingFingerprint
{
    private const int ChunkLength = 1 << 20;
    private const int ChecksumBytes = 16;

    private readonly SortedDictionary<string, string> _parts;

    private TrainingFingerprint(SortedDictionary<string, string> parts) => _parts = parts;

    /// <param name="layers">All layers, the output layer included.</param>
    /// <param name="loss">What the outputs are judged by.</param>
    /// <param name="data">The rows.</param>
    /// <param name="settings">Those in force.</param>
    /// <param name="initialWeights">The weights to start from; <see langword="null"/> where they are drawn.</param>
    public static TrainingFingerprint Of(
        IReadOnlyList<Layer> layers, Loss loss, TrainingData data, TrainingSettings settings,
        IReadOnlyList<WeightTensor>? initialWeights)
    {
        var json = new NetworkDescription(data.Train.FeatureCount, layers, settings, Epochs: 0).ToJson();
        var description = JsonNode.Parse(json)!.AsObject();
        var parts = new SortedDictionary<string, string>(StringComparer.Ordinal)
        {
            ["layers"] = description["layers"]!.ToJsonString(),
            ["loss"] = loss.GetType().Name,
            ["training set"] = Text(data.Train),
        };
        foreach (var (name, value) in description["settings"]!.AsObject())
            parts[name] = value?.ToJsonString() ?? "null";
        if (data.Validation != null)
            parts["validation set"] = Text(data.Validation);
        if (initialWeights != null)
            parts["initialWeights"] = Checksum(initialWeights.Select(weight => weight.Values));
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

    private static string Text(TrainingSet set)
    {
        var checksum = Checksum([set.Features, set.Labels, set.Weights ?? []]);
        return string.Create(
            CultureInfo.InvariantCulture, $"{set.RowCount} rows of {set.FeatureCount} features, checksum {checksum}");
    }

    private static string Checksum(IEnumerable<float[]> arrays)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var array in arrays)
        {
            hash.AppendData(BitConverter.GetBytes(array.Length));
            // In pieces, because bytes are counted in an int.
            for (var start = 0; start < array.Length; start += ChunkLength)
                hash.AppendData(MemoryMarshal.AsBytes(array.AsSpan(start, Math.Min(ChunkLength, array.Length - start))));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset().AsSpan(0, ChecksumBytes));
    }
}
