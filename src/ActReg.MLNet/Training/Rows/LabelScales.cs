namespace ActReg.MLNet;

/// <summary>How each of a row's labels was standardized, by itself.</summary>
/// <param name="Each">One per label, or one for all.</param>
internal sealed record LabelScales(ValueList<LabelScale> Each)
{
    public LabelScales(IEnumerable<LabelScale> each)
        : this(new ValueList<LabelScale>(each))
    {
    }

    /// <summary>That of the one label of a row.</summary>
    public static implicit operator LabelScales(LabelScale scale) => new([scale]);

    /// <summary>What is wrong with stored ones, as sentences, and null for each rule that is kept.</summary>
    public IEnumerable<string?> Problems() => Each.Count == 1
        ? Each[0].Problems("labelScale") : Each.SelectMany((scale, i) => scale.Problems($"labelScales[{i}]"));

    /// <param name="labels">A row's, which are changed.</param>
    public void Standardize(Span<float> labels)
    {
        for (var i = 0; i < labels.Length; i++)
            labels[i] = Of(i).Standardize(labels[i]);
    }

    /// <param name="values">A row's labels, or what a network puts out for them, which are changed.</param>
    public void Undo(Span<float> values)
    {
        for (var i = 0; i < values.Length; i++)
            values[i] = Of(i).Undo(values[i]);
    }

    /// <param name="scores">A row's in the labels' own units, which are changed where they are out of range.</param>
    public void Bound(Span<float> scores)
    {
        for (var i = 0; i < scores.Length; i++)
            scores[i] = Of(i).Bound(scores[i]);
    }

    /// <summary>Makes of the derivatives of something by what a model scores those by what its network puts out, in the same place.</summary>
    /// <param name="outputs">The network's, in the units that labels were standardized to.</param>
    /// <param name="slopes">As many derivatives.</param>
    public void ToOutputSlopes(ReadOnlySpan<float> outputs, Span<float> slopes)
    {
        for (var i = 0; i < slopes.Length; i++)
            slopes[i] *= Of(i).ScoreSlope(outputs[i]);
    }

    private LabelScale Of(int i) => Each[Each.Count == 1 ? 0 : i];

    /// <summary>The scale, or all of them.</summary>
    public override string ToString() => Each.Count == 1 ? $"{Each[0]}" : $"{Each}";
}
