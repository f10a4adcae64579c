namespace ActReg.MLNet;

/// <summary>
/// Several quantiles of one target at once, which do not cross: a row's outputs are taken in ascending order, as its scores, and each is judged
/// by its own pinball loss, of which it is the mean. Outputs that are sorted are never farther from the quantiles, in any Lp norm over the
/// shares, than they were (V. Chernozhukov, I. Fernández-Val and A. Galichon, "Quantile and probability curves without crossing", 2010).
/// </summary>
internal sealed record QuantileObjective : Loss
{
    private const int FewOutputs = 64;

    private readonly ValueList<float> _shares;

    /// <param name="shares">Those of the labels that the scores are to be above, ascending.</param>
    public QuantileObjective(IReadOnlyList<float> shares) => _shares = new(shares);

    public IReadOnlyList<float> Shares => _shares;

    public override int OutputCount => _shares.Count;

    public override int TargetCount => 1;

    public override int ClassCount => 0;

    public override MemberMean MemberMean => MemberMean.SortedValues;

    /// <summary>What is wrong with shares, as sentences, and null for each rule that is kept.</summary>
    public static IEnumerable<string?> Problems(IReadOnlyList<float> shares) =>
    [
        Rule.AtLeast(1, shares.Count, "quantiles.Count"),
        .. shares.Select((share, i) => Rule.Fraction(share, $"quantiles[{i}]")
            ?? (i > 0 && !(share > shares[i - 1]) ? Rule.Broken($"quantiles[{i}]", $"must be above {Text(shares[i - 1])}, the one before", share) : null)),
    ];

    public override unsafe LossSums Evaluate(
        int rows, Matrix outputs, Matrix targets, ReadOnlySpan<float> weights, Matrix gradient, float scale)
    {
        var count = OutputCount;
        Span<float> sorted = count <= FewOutputs ? stackalloc float[count] : new float[count];
        Span<int> places = count <= FewOutputs ? stackalloc int[count] : new int[count];
        double loss = 0;
        for (var row = 0; row < rows; row++)
        {
            var weight = weights.IsEmpty ? 1f : weights[row];
            new ReadOnlySpan<float>(outputs.Start + row * outputs.Row, count).CopyTo(sorted);
            for (var i = 0; i < count; i++)
                places[i] = i;
            sorted.Sort(places);
            double sum = 0;
            for (var i = 0; i < count; i++)
            {
                var (value, slope) = QuantileError.Pinball(_shares[i], sorted[i] - targets.Start[row * targets.Row]);
                sum += value;
                gradient.Start[row * gradient.Row + places[i]] = slope * weight * (scale / count);
            }

            loss += weight * sum / count;
        }

        return new LossSums(loss, double.NaN);
    }

    public override void ToScores(Span<float> outputs) => outputs.Sort();

    /// <summary>Each score is one of the outputs.</summary>
    public override void ToOutputSlopes(ReadOnlySpan<float> outputs, Span<float> slopes)
    {
        var places = SortedPlaces.Of(outputs);
        var byScore = slopes.ToArray();
        for (var i = 0; i < places.Length; i++)
            slopes[places[i]] = byScore[i];
    }

    private static string Text(float share) => share.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
