using System.Globalization;
using System.Text.Json.Serialization;

namespace ActReg.MLNet;

/// <summary>How a regression network's label was standardized: <c>(label - Mean) / Deviation</c>.</summary>
/// <param name="Mean">Where the training set's labels lie: their weighted mean or median.</param>
/// <param name="Deviation">How far they scatter, above 0; 1 where all labels are the same.</param>
internal sealed record LabelScale(float Mean, float Deviation)
{
    // The standard normal distribution's, from quartile to quartile and from the twentieth part to the last.
    private const double NormalInnerHalf = 1.3489795003921634;
    private const double NormalInnerNineTenths = 3.2897072539029444;

    /// <summary>By the weighted mean and standard deviation, the root of the mean squared difference.</summary>
    public static LabelScale Of(TargetStatistics labels) => new((float)labels.Mean, Positive(labels.Deviation));

    /// <summary>
    /// By the weighted median and the interquartile range, as the standard deviation of a normal distribution that has it, so that a few
    /// labels far off change nothing. Where half of the labels are the same, which leaves no such range, by that of nine tenths, and where
    /// these are, by the standard deviation.
    /// </summary>
    public static LabelScale RobustOf(TargetStatistics labels)
    {
        var quantiles = labels.Sample.Quantiles(0.05, 0.25, 0.5, 0.75, 0.95);
        double inner = (double)quantiles[3] - quantiles[1], outer = (double)quantiles[4] - quantiles[0];
        var spread = inner > 0 ? inner / NormalInnerHalf : outer > 0 ? outer / NormalInnerNineTenths : labels.Deviation;
        return new LabelScale(quantiles[2], Positive(spread));
    }

    /// <summary>Labels as they are.</summary>
    public static LabelScale None { get; } = new(0, 1);

    /// <summary>What scores are at least and at most; null where they may be any.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public LabelRange? Range { get; init; }

    /// <summary>What is wrong with a stored one, as sentences, and null for each rule that is kept.</summary>
    /// <param name="name">What it is called in the messages.</param>
    public IEnumerable<string?> Problems(string name) =>
        [Rule.Finite(Mean, $"{name}.mean"), Rule.Positive(Deviation, $"{name}.deviation"), Range?.Problem($"{name}.range")];

    public float Standardize(float label) => (float)(((double)label - Mean) / Deviation);

    public float Undo(float output) => output * Deviation + Mean;

    /// <summary>A score within the range, where there is one.</summary>
    public float Bound(float score) => Range?.Bound(score) ?? score;

    /// <summary>The derivative of a score, within its range, by the output that it is made of.</summary>
    public float ScoreSlope(float output) => Undo(output) is var score && Bound(score) == score ? Deviation : 0;

    /// <summary>As it was before there was a range, where there is none.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"LabelScale {{ Mean = {Mean}, Deviation = {Deviation}{(Range == null ? "" : $", {Range}")} }}");

    private static float Positive(double spread) => (float)spread > 0 ? (float)Math.Min(spread, float.MaxValue) : 1;
}
