using System.Text.Json.Serialization;

namespace ActReg.MLNet;

/// <summary>What a features column says of itself.</summary>
/// <param name="IsNormalized">Whether it is marked as normalized.</param>
/// <param name="Dimensions">The vector's, if it has several.</param>
/// <param name="SlotNames">One per feature, if it has them.</param>
internal sealed record FeatureMarks(
    bool IsNormalized,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<int>? Dimensions = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<string>? SlotNames = null)
{
    /// <summary>What to do about data of another stage, after the sentence that says so.</summary>
    public const string Remedy = " Give it what the transforms before the trainer make of it, as they were fitted for the training.";

    /// <summary>By what another column cannot hold the features that a network was trained on; <see langword="null"/> where nothing speaks against it.</summary>
    /// <param name="other">The other column.</param>
    /// <param name="name">What it is called in the message.</param>
    public string? Problem(FeatureMarks other, string name)
    {
        if (other.IsNormalized != IsNormalized)
            return Rule.Broken(name, $"must be {Stage(IsNormalized)}, as in the network's training", $"one that is {Stage(other.IsNormalized)}") + Remedy + LostMark;
        if (SlotNames != null && other.SlotNames != null && SlotOrder.FirstDifference(SlotNames, other.SlotNames) is { } slot)
            return Rule.Broken(name, $"must have \"{SlotNames[slot]}\" as slot {slot}, as in the network's training", $"\"{other.SlotNames[slot]}\"") + Remedy;
        return Dimensions != null && other.Dimensions != null && !Dimensions.SequenceEqual(other.Dimensions)
            ? Rule.Broken(name, $"must have the dimensions {LayerShape.Text(Dimensions)}, as in the network's training", LayerShape.Text(other.Dimensions)) : null;
    }

    // Rows that went through memory or a file are as they were, but nothing says so any more.
    private string LostMark =>
        $" If it is and only the mark is wrong, mlContext.Data.MarkNormalized(data, columnName{(IsNormalized ? "" : ", isNormalized: false")}) puts it right.";

    private static string Stage(bool isNormalized) => isNormalized ? "normalized" : "not normalized";
}
