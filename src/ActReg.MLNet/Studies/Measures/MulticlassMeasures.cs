namespace ActReg.MLNet;

/// <summary>How good a softmax's inputs are.</summary>
internal static class MulticlassMeasures
{
    /// <param name="logits">A row's after the other's.</param>
    /// <param name="labels">The index of each row's class.</param>
    public static Dictionary<StudyMetric, double> Of(ReadOnlySpan<float> logits, ReadOnlySpan<float> labels)
    {
        var classes = logits.Length / labels.Length;
        var (rowsOf, rightOf) = (new double[classes], new double[classes]);
        double loss = 0, brier = 0;
        var calibration = new CalibrationBins();
        for (var i = 0; i < labels.Length; i++)
        {
            var row = logits.Slice(i * classes, classes);
            var label = (int)labels[i];
            // Of equal ones the first, as ML.NET's PredictedLabel.
            var predicted = row.IndexOf(System.Numerics.Tensors.TensorPrimitives.Max(row));
            var figures = ClassFigures.OfMany(row, label);
            rowsOf[label]++;
            rightOf[label] += predicted == label ? 1 : 0;
            loss += figures.LogLoss;
            brier += figures.BrierScore;
            calibration.Add(figures.Probability, predicted == label);
        }

        return new()
        {
            [StudyMetric.MicroAccuracy] = rightOf.Sum() / labels.Length,
            [StudyMetric.MacroAccuracy] = rowsOf.Zip(rightOf).Where(of => of.First > 0).Average(of => of.Second / of.First),
            [StudyMetric.LogLoss] = loss / labels.Length,
            [StudyMetric.BrierScore] = brier / labels.Length,
            [StudyMetric.CalibrationError] = calibration.Error,
        };
    }
}
