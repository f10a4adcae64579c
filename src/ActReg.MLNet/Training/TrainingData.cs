namespace ActReg.MLNet;

/// <summary>The rows of a training, as the network is to see them.</summary>
/// <param name="Train">The rows to train on.</param>
/// <param name="Validation">Rows to measure after each epoch; or <see langword="null"/>.</param>
/// <param name="LabelScale">How both sets' labels were standardized; null where they were not.</param>
internal sealed record TrainingData(TrainingSet Train, TrainingSet? Validation, LabelScale? LabelScale)
{
    /// <param name="train">The training set.</param>
    /// <param name="validation">A validation set; or <see langword="null"/>.</param>
    /// <param name="settings">What share to set aside, how to weigh classes, and the seed.</param>
    /// <param name="classCount">The number of classes; 0 where labels are numbers.</param>
    /// <param name="findLabelScale">How to standardize the labels of the rows to train on.</param>
    /// <exception cref="InvalidOperationException">There are too few rows to set some aside, or no row is left with a weight.</exception>
    public static TrainingData Prepare(
        TrainingSet train, TrainingSet? validation, TrainingSettings settings, int classCount,
        Func<TrainingSet, LabelScale?> findLabelScale)
    {
        if (settings.ValidationFraction > 0)
        {
            var random = RandomStreams.Create(settings.Seed, RandomStreams.Validation);
            (train, validation) = ValidationSplit.Split(train, settings.ValidationFraction, byClass: classCount > 0, random);
        }

        if (settings.ClassWeights != null)
            train = train.Weigh(settings.ClassWeights, classCount);
        var labelScale = findLabelScale(train);
        return labelScale == null
            ? new(train, validation, null)
            : new(labelScale.Standardize(train), validation == null ? null : labelScale.Standardize(validation), labelScale);
    }
}
