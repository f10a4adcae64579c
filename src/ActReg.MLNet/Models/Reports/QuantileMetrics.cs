using System.Globalization;

namespace ActReg.MLNet;

/// <summary>How good predictions of quantiles are; made by <c>mlContext.Regression.EvaluateQuantiles</c>. Rows count by their weights.</summary>
/// <param name="Quantiles">Of each quantile by itself, in their order.</param>
/// <param name="Coverage">The share of labels from the first to the last prediction, both included.</param>
/// <param name="MeanWidth">The mean distance of these two, in the label's own units.</param>
public sealed record QuantileMetrics(IReadOnlyList<OneQuantileMetrics> Quantiles, double Coverage, double MeanWidth)
{
    /// <summary>The mean of the quantiles' pinball losses, in the label's own units.</summary>
    public double PinballLoss => Quantiles.Average(quantile => quantile.PinballLoss);

    /// <summary>A line for all, and one for each quantile.</summary>
    public override string ToString() => string.Join(Environment.NewLine,
    [
        string.Create(CultureInfo.InvariantCulture, $"Pinball loss {PinballLoss:g4}, coverage {Coverage:g4}, mean width {MeanWidth:g4}"),
        .. Quantiles.Select(of => string.Create(CultureInfo.InvariantCulture, $"  quantile {of.Quantile}: pinball loss {of.PinballLoss:g4}, share below {of.ShareBelow:g4}")),
    ]);

    /// <param name="rows">The rows, of one label each; each is used before the next is asked for.</param>
    /// <param name="shares">One per score.</param>
    internal static QuantileMetrics Of(IEnumerable<ScoredRow> rows, IReadOnlyList<float> shares)
    {
        var (losses, below) = (new double[shares.Count], new double[shares.Count]);
        double weight = 0, covered = 0, width = 0;
        foreach (var row in rows)
        {
            var label = row.Labels[0];
            weight += row.Weight;
            for (var i = 0; i < losses.Length; i++)
            {
                var error = (double)row.Scores[i] - label;
                losses[i] += row.Weight * Math.Max((1 - (double)shares[i]) * error, -(double)shares[i] * error);
                below[i] += label <= row.Scores[i] ? row.Weight : 0;
            }

            covered += row.Scores[0] <= label && label <= row.Scores[^1] ? row.Weight : 0;
            width += row.Weight * ((double)row.Scores[^1] - row.Scores[0]);
        }

        return new QuantileMetrics(
            [.. shares.Select((share, i) => new OneQuantileMetrics(share, losses[i] / weight, below[i] / weight))], covered / weight, width / weight);
    }
}

/// <summary>How good predictions of one quantile are; rows count by their weights.</summary>
/// <param name="Quantile">The share of labels that it is to be above.</param>
/// <param name="PinballLoss">The mean of <see cref="RegressionLoss.Quantile"/>, in the label's own units.</param>
/// <param name="ShareBelow">The share of labels that are not above their prediction: about <paramref name="Quantile"/> where predictions are calibrated.</param>
public sealed record OneQuantileMetrics(float Quantile, double PinballLoss, double ShareBelow);
