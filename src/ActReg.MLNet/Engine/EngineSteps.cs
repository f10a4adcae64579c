namespace ActReg.MLNet;

/// <summary>A whole step of training.</summary>
internal static class EngineSteps
{
    /// <summary>One update on a batch; the figures are those before it.</summary>
    /// <remarks>
    /// The gradient is of the batch's weighted mean, and counts by what the batch weighs beside so many rows on average: so a row counts by its
    /// own weight, whichever rows it shares a batch with, and all batches together follow the weighted mean over all rows.
    /// </remarks>
    /// <param name="engine">The network in training.</param>
    /// <param name="batch">The rows.</param>
    /// <param name="learningRate">The learning rate.</param>
    /// <param name="strengths">As of <see cref="ITrainingEngine"/>.</param>
    /// <param name="clipping">A bound on the gradient.</param>
    /// <param name="meanWeight">What a row weighs on average; null for what these do.</param>
    public static BatchSums Step(
        this ITrainingEngine engine, RowBatch batch, double learningRate, ReadOnlySpan<double> strengths, GradientClipping? clipping = null,
        double? meanWeight = null)
    {
        var sums = engine.AddGradient(batch, strengths);
        if (sums.Weight == 0)
            return sums;
        if (meanWeight is { } mean && (float)(sums.Weight / (batch.Rows.Length * mean)) is not 1 and var share)
            engine.ScaleGradient(share);
        if (clipping != null)
            engine.Clip(clipping);
        engine.Update(learningRate);
        return sums;
    }
}
