namespace ActReg.MLNet;

/// <summary>Batch size, learning rate and schedule where options leave them out: they follow from rows and epochs.</summary>
/// <remarks>
/// One learning rate suits one number of updates: fewer leave a network where it began, more have it learn the noise. So all updates together go about the
/// same way, whatever their number: the farther, the more rows there are. Constants chosen with the benchmark command <c>robustness</c>.
/// </remarks>
/// <param name="BatchSize">Whether it is left out.</param>
/// <param name="LearningRate">Whether it is left out.</param>
/// <param name="Schedule">Whether it is left out.</param>
internal readonly record struct StepDefaults(bool BatchSize, bool LearningRate, bool Schedule)
{
    /// <summary>What stands for a value that is left out, until there are rows.</summary>
    public const int LargestBatch = 32;

    /// <inheritdoc cref="LargestBatch"/>
    public const float LargestRate = 1e-2f;

    private const int SmallestBatch = 4;
    private const int FewestBatches = 16;
    private const double Way = 0.73;
    private const double PowerOfRows = 0.4;
    private const double PowerOfEpochs = 1.2;
    private const double LeastRate = 1e-4;

    /// <param name="settings">Those asked for.</param>
    /// <param name="rows">To train on, at least 1.</param>
    public TrainingSettings Apply(TrainingSettings settings, long rows)
    {
        if (BatchSize)
            settings = settings with { BatchSize = BatchSizeOf(rows) };
        if (Schedule)
            settings = settings with { LearningRateSchedule = LearningRate ? LearningRateSchedule.Cosine() : LearningRateSchedule.Constant };
        return LearningRate ? settings with { LearningRate = RateOf(settings, rows) } : settings;
    }

    private static int BatchSizeOf(long rows) => (int)Math.Clamp(rows / FewestBatches, SmallestBatch, LargestBatch);

    private static float RateOf(TrainingSettings settings, long rows)
    {
        var batches = (rows + settings.BatchSize - 1) / settings.BatchSize;
        return (float)Math.Clamp(Way * Math.Pow(rows, PowerOfRows) / (batches * Math.Pow(settings.Epochs, PowerOfEpochs)), LeastRate, LargestRate);
    }
}
