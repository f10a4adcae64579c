using System.Text.Json.Serialization;

namespace ActReg.MLNet;

/// <summary>What a label column says of itself.</summary>
/// <param name="IsNormalized">Whether it is marked as normalized.</param>
/// <param name="KeyValues">What its keys stand for, in order, if it has keys and says so.</param>
/// <param name="SlotNames">One per label, if it is a vector of them and says so.</param>
internal sealed record LabelMarks(
    bool IsNormalized,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<string>? KeyValues = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<string>? SlotNames = null)
{
    /// <summary>By what another column cannot hold labels like these; <see langword="null"/> where nothing speaks against it.</summary>
    /// <param name="other">The other column.</param>
    /// <param name="name">What it is called in the message.</param>
    public string? Problem(LabelMarks other, string name)
    {
        if (other.IsNormalized != IsNormalized)
            return Rule.Broken(name, $"must be {(IsNormalized ? "" : "not ")}normalized, as in the network's training", other.IsNormalized ? "one that is" : "one that is not");
        if (SlotNames != null && other.SlotNames != null && SlotOrder.FirstDifference(SlotNames, other.SlotNames) is { } slot)
            return Rule.Broken(name, $"must have \"{SlotNames[slot]}\" as slot {slot}, as in the network's training", $"\"{other.SlotNames[slot]}\"");
        return KeyValues != null && other.KeyValues?.Except(KeyValues).FirstOrDefault() is { } unknown
            ? Rule.Broken(name, "must have no key values but those of the network's training", $"\"{unknown}\"") : null;
    }

    /// <summary>For each key of another column, counted from 0, the key here that stands for the same; null where they are the same, or not known.</summary>
    /// <param name="other">A column without a <see cref="Problem"/>.</param>
    public int[]? Find(LabelMarks other)
    {
        if (KeyValues == null || other.KeyValues == null || other.KeyValues.SequenceEqual(KeyValues))
            return null;
        var places = new Dictionary<string, int>();
        for (var i = 0; i < KeyValues.Count; i++)
            places.TryAdd(KeyValues[i], i);
        return [.. other.KeyValues.Select(value => places[value])];
    }
}
