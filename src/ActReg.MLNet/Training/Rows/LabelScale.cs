namespace ActReg.MLNet;

/// <summary>How a regression network's labels were standardized: <c>(label - Mean) / Deviation</c>.</summary>
/// <param name="Mean">The training set's weighted mean.</param>
/// <param name="Deviation">The training set's weighted standard deviation, the root of the mean squared difference; 1 where all labels are the same.</param>
internal sealed record LabelScale(float Mean, float Deviation)
{
    public static LabelScale Of(LabelStatistics labels)
    {
        var deviation = (float)labels.Deviation;
        return new LabelScale((float)labels.Mean, deviation > 0 ? deviation : 1);
    }

    /// <summary>What is wrong with a stored one, as sentences, and null for each rule that is kept.</summary>
    public IEnumerable<string?> Problems() =>
        [Rule.Finite(Mean, "labelScale.mean"), Rule.Positive(Deviation, "labelScale.deviation")];

    public float Standardize(float label) => (float)(((double)label - Mean) / Deviation);

    public float Undo(float output) => output * Deviation + Mean;
}
