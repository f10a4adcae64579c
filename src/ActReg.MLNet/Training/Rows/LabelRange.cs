namespace ActReg.MLNet;

/// <summary>From where to where labels go.</summary>
/// <param name="Least">The least one.</param>
/// <param name="Most">The largest.</param>
internal sealed record LabelRange(float Least, float Most)
{
    /// <summary>A score, or the end of the range that is nearest.</summary>
    public float Bound(float score) => Math.Clamp(score, Least, Most);

    /// <summary>What is wrong with a stored one; <see langword="null"/> where nothing is.</summary>
    /// <param name="name">What it is called in the message.</param>
    public string? Problem(string name) => Least <= Most && float.IsFinite(Least) && float.IsFinite(Most)
        ? null : Rule.Broken(name, "must have a finite least label that is not above its largest", this);
}
