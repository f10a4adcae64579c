namespace ActReg.MLNet;

/// <summary>A whole step of training.</summary>
internal static class EngineSteps
{
    /// <summary>One update on a batch; the figures are those before it.</summary>
    public static BatchSums Step(
        this ITrainingEngine engine, RowBatch batch, double learningRate, ReadOnlySpan<double> strengths, GradientClipping? clipping = null)
    {
        var sums = engine.AddGradient(batch, strengths);
        if (sums.Weight == 0)
            return sums;
        if (clipping != null)
            engine.Clip(clipping);
        engine.Update(learningRate);
        return sums;
    }
}
