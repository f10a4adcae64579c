namespace ActReg.MLNet;

/// <summary>How good predicted numbers are.</summary>
internal static class RegressionMeasures
{
    public static Dictionary<StudyMetric, double> Of(ReadOnlySpan<float> predictions, ReadOnlySpan<float> labels)
    {
        double sum = 0;
        foreach (var label in labels)
            sum += label;
        var mean = sum / labels.Length;
        double squares = 0, absolutes = 0, variance = 0;
        for (var i = 0; i < labels.Length; i++)
        {
            var (error, deviation) = ((double)predictions[i] - labels[i], labels[i] - mean);
            squares += error * error;
            absolutes += Math.Abs(error);
            variance += deviation * deviation;
        }

        return new()
        {
            [StudyMetric.RSquared] = variance > 0 ? 1 - squares / variance : double.NaN,
            [StudyMetric.RootMeanSquaredError] = Math.Sqrt(squares / labels.Length),
            [StudyMetric.MeanAbsoluteError] = absolutes / labels.Length,
        };
    }
}
