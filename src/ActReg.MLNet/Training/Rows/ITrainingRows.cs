namespace ActReg.MLNet;

/// <summary>Rows to train or validate on: in memory, or read anew for each epoch.</summary>
internal interface ITrainingRows
{
    /// <summary>The features per row.</summary>
    int FeatureCount { get; }

    /// <summary>The bytes that they take where rows are streamed, on average.</summary>
    long FeatureBytes => sizeof(float) * (long)FeatureCount;

    /// <summary>The labels per row; 0 where a row's targets are its own features.</summary>
    int LabelCount { get; }

    /// <summary>The rows, at least 1.</summary>
    long RowCount { get; }

    /// <summary>A text that other rows, or the same ones in another order, do not have.</summary>
    string Fingerprint { get; }

    /// <summary>What there is to know of the labels.</summary>
    /// <param name="classCount">The number of classes; 0 where labels are numbers.</param>
    LabelStatistics SummarizeLabels(int classCount);

    /// <summary>Between what values each feature lies, in some of the rows.</summary>
    FeatureRanges SummarizeFeatures();

    /// <summary>Reads the rows once, in order, as they are adjusted.</summary>
    /// <param name="visit">Given each row's features and weight.</param>
    /// <param name="checkAlive">Called for each row; throws to cancel.</param>
    void ReadOnce(Action<ReadOnlySpan<float>, float> visit, Action checkAlive);

    /// <summary>
    /// The same rows, adjusted: labels and weights in a copy. Features in memory are scaled where they are, which leaves none as they were.
    /// </summary>
    ITrainingRows Adjust(RowAdjustment adjustment);

    /// <summary>The rows in batches, epoch after epoch.</summary>
    /// <param name="order">How they are to come.</param>
    /// <param name="checkAlive">Called while a batch is waited for; throws to cancel.</param>
    IBatches OpenBatches(BatchOrder order, Action checkAlive);
}
