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
            var figures = ClassFigures.OfTwo(logits[i], isPositive);
            right += isRight ? 1 : 0;
            positives += isPositive ? 1 : 0;
            predicted += isPredicted ? 1 : 0;
            hits += isPositive && isPredicted ? 1 : 0;
            loss += figures.LogLoss;
            brier += figures.BrierScore;
            calibration.Add(isPredicted ? figures.Probability : 1 - figures.Probability, isRight);
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
}
