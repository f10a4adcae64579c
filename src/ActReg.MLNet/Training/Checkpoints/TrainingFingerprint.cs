using System.Text.Json;

namespace ActReg.MLNet;

/// <summary>All that the course of a training depends on, as named texts: trainings that share them are the same one.</summary>
internal sealed class TrainingFingerprint
{
    /// <summary>The part of weights that training begins with, where the options and the rows say which.</summary>
    public const string DerivedWeights = "first weights, by preBias and the rows";

    private const int MostParts = 100;

    private readonly SortedDictionary<string, string> _parts;

    /// <param name="parts">Their names and texts.</param>
    public TrainingFingerprint(SortedDictionary<string, string> parts) => _parts = parts;

    /// <summary>Sentences that say in what a stored fingerprint differs from this one; none where they are the same.</summary>
    public IEnumerable<string> DifferencesFrom(TrainingFingerprint stored)
    {
        var names = _parts.Keys.Union(stored._parts.Keys).ToArray();
        string[] given = [.. names.Where(name => name != DerivedWeights).SelectMany(name => Differences(stored, name))];
        // What is derived differs wherever anything does, and says no more then.
        return given.Length > 0 ? given : names.Where(name => name == DerivedWeights).SelectMany(name => Differences(stored, name));
    }

    private IEnumerable<string> Differences(TrainingFingerprint stored, string name) =>
        FingerprintDifference.Of(name, _parts.GetValueOrDefault(name), stored._parts.GetValueOrDefault(name));

    public byte[] ToJson() => JsonSerializer.SerializeToUtf8Bytes(_parts, FingerprintTypes.Default.Options);

    /// <exception cref="FormatException">It is not what <see cref="ToJson"/> gives.</exception>
    public static TrainingFingerprint FromJson(ReadOnlySpan<byte> json)
    {
        var parts = NetworkJson.Parse<SortedDictionary<string, string>>(json, FingerprintTypes.Default.Options, "The stored checkpoint's fingerprint");
        return parts.Count <= MostParts && parts.Values.All(text => text != null)
            ? new TrainingFingerprint(parts) : throw new FormatException("The stored checkpoint's fingerprint is wrong.");
    }
}
