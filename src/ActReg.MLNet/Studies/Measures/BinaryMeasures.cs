namespace ActReg.MLNet;

/// <summary>How good logits are.</summary>
internal static class BinaryMeasures
{
    /// <param name="scores">The model's score of each row, which decides.</param>
    /// <param name="logits">The log odds of each row, which its probability is the sigmoid of; the scores, unless class weights are undone.</param>
    /// <param name="labels">1 or 0.</param>
    public static Dictionary<StudyMetric, double> Of(ReadOnlySpan<float> scores, ReadOnlySpan<double> logits, ReadOnlySpan<float> labels)
    {
        double right = 0, loss = 0, brier = 0, hits = 0, predicted = 0, positives = 0;
        var calibration = new CalibrationBins();
        for (var i = 0; i < labels.Length; i++)
        {
            var (isPositive, isPredicted) = (labels[i] > 0.5f, scores[i] > 0);
            var isRight = isPositive == isPredicted;
            var probability = Sigmoid(logits[i]);
            right += isRight ? 1 : 0;
            positives += isPositive ? 1 : 0;
            predicted += isPredicted ? 1 : 0;
            hits += isPositive && isPredicted ? 1 : 0;
            loss += SoftPlus(isPositive ? -logits[i] : logits[i]);
            brier += Square(probability - (isPositive ? 1 : 0));
            calibration.Add(isPredicted ? probability : 1 - probability, isRight);
        }

        var weights = new float[labels.Length];
        Array.Fill(weights, 1);
        return new()
        {
            [StudyMetric.Accuracy] = right / labels.Length,
            [StudyMetric.AreaUnderRocCurve] = RankingCurves.AreaUnderRoc(scores, labels, weights),
            [StudyMetric.AreaUnderPrecisionRecallCurve] = RankingCurves.AreaUnderPrecisionRecall(scores, labels, weights),
            [StudyMetric.F1Score] = positives == 0 ? double.NaN : 2 * hits / (predicted + positives),
            [StudyMetric.LogLoss] = loss / labels.Length,
            [StudyMetric.BrierScore] = brier / labels.Length,
            [StudyMetric.CalibrationError] = calibration.Error,
        };
    }

    private static double Square(double x) => x * x;

    private static double Sigmoid(double x) => 1 / (1 + Math.Exp(-x));

    /// <summary>ln(1 + e^x).</summary>
    private static double SoftPlus(double x) => Math.Max(x, 0) + Math.Log(1 + Math.Exp(-Math.Abs(x)));
}
