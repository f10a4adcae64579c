namespace ActReg.MLNet;

/// <summary>The rows of a training, as the network is to see them.</summary>
/// <param name="Train">The rows to train on.</param>
/// <param name="Validation">Rows to measure after each epoch; or <see langword="null"/>.</param>
/// <param name="LabelScales">How both sets' labels were standardized; null where they were not.</param>
/// <param name="MeanWeight">What a row to train on weighs on average.</param>
/// <param name="ClassWeights">What the weights of rows to train on were multiplied by, by class; null where they were not.</param>
internal sealed record TrainingData(
    ITrainingRows Train, ITrainingRows? Validation, LabelScales? LabelScales, double MeanWeight, IReadOnlyList<float>? ClassWeights = null)
{
    /// <param name="train">The rows to train on, as they are.</param>
    /// <param name="validation">Rows to measure after each epoch, as they are; or <see langword="null"/>.</param>
    /// <param name="labels">The labels and weights of <paramref name="train"/>.</param>
    /// <param name="labelScales">How to standardize both sets' labels; null for not at all.</param>
    /// <param name="classWeights">
    /// What to multiply the weights of <paramref name="train"/> by, by class; null for nothing.
    /// </param>
    public static TrainingData Prepare(
        ITrainingRows train, ITrainingRows? validation, LabelStatistics labels, LabelScales? labelScales, IReadOnlyList<float>? classWeights) => new(
            train.Adjust(new(labelScales, classWeights)), validation?.Adjust(new(labelScales, null)), labelScales, labels.MeanWeight(classWeights),
            classWeights);

    /// <summary>Of rows whose targets are their own features.</summary>
    /// <param name="train">The rows to train on, as they are.</param>
    /// <param name="validation">Rows to measure after each epoch, as they are; or <see langword="null"/>.</param>
    /// <param name="labels">The weights of <paramref name="train"/>.</param>
    /// <param name="scale">How to scale both sets, in memory where they are; null for not at all.</param>
    public static TrainingData OfFeatures(ITrainingRows train, ITrainingRows? validation, LabelStatistics labels, FeatureScale? scale)
    {
        var adjustment = RowAdjustment.None with { FeatureScale = scale };
        return new TrainingData(train.Adjust(adjustment), validation?.Adjust(adjustment), LabelScales: null, labels.MeanWeight(null));
    }
}
