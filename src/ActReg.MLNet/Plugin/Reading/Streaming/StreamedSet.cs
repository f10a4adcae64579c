using System.Globalization;

namespace ActReg.MLNet;

/// <summary>Rows that are read from their data view anew for each epoch.</summary>
/// <param name="Rows">Where they are read.</param>
/// <param name="Labels">Their labels and weights, as they are read.</param>
/// <param name="Features">Of the first of them.</param>
/// <param name="SkippedCount">The rows that a pass leaves out.</param>
/// <param name="Checksum">Of all that a pass reads; <see langword="null"/> where nothing asks for it.</param>
/// <param name="Sizes">In what portions they are read.</param>
internal sealed record StreamedSet(
    ExampleSource Rows, LabelStatistics Labels, FeatureRanges Features, long SkippedCount, string? Checksum, StreamingSizes Sizes)
    : ITrainingRows
{
    public int FeatureCount => Rows.FeatureCount;

    public int LabelCount => Rows.LabelCount;

    public long RowCount => Labels.Count;

    /// <summary>Whether features are handed on without their zeros.</summary>
    public bool LeaveZerosOut { get; init; }

    public long FeatureBytes { get; init; } = sizeof(float) * (long)Rows.FeatureCount;

    public RowAdjustment Adjustment { get; init; } = RowAdjustment.None;

    public string Fingerprint => string.Create(
        CultureInfo.InvariantCulture,
        $"{RowCount} rows of {FeatureCount} features, streamed {(Rows.CanShuffle ? "shuffled " : "")}through "
        + $"{Sizes.ShuffleRows(this)} rows, labels {LabelText}, checksum {Checksum}{ScaleText}");

    public LabelStatistics SummarizeLabels(int classCount) => Labels;

    public FeatureRanges SummarizeFeatures() => Features;

    public void ReadOnce(Action<ReadOnlySpan<float>, float> visit, Action checkAlive)
    {
        var (count, skipped) = ReadingThread.Run(() => Read(visit, checkAlive), checkAlive);
        CheckPass(count, skipped);
    }

    public ITrainingRows Adjust(RowAdjustment adjustment) => this with { Adjustment = adjustment };

    public IBatches OpenBatches(BatchOrder order, Action checkAlive) => new StreamedBatches(this, order, checkAlive);

    public RowSlot CreateSlot(int rows) => new(FeatureCount, LabelCount, rows, Rows.HasWeights || Adjustment.ClassWeights != null, LeaveZerosOut, hasWindows: Rows.Window != null);

    /// <summary>Checks what a pass has read in all.</summary>
    /// <exception cref="InvalidOperationException">The first read, or left out, another number of rows.</exception>
    public void CheckPass(long rowCount, long skippedCount)
    {
        if ((rowCount, skippedCount) != (RowCount, SkippedCount))
            throw Changed(CountText(rowCount, skippedCount));
    }

    /// <summary>The error that a pass reads other rows than the first.</summary>
    public InvalidOperationException Changed(string count) => new(Rows.ChangedText(CountText(RowCount, SkippedCount), count));

    private (long Count, long Skipped) Read(Action<ReadOnlySpan<float>, float> visit, Action checkAlive)
    {
        var features = new float[FeatureCount];
        using var cursor = Rows.Open();
        long count = 0;
        while (cursor.MoveNext())
        {
            checkAlive();
            if (++count > RowCount)
                throw Changed($"more than {RowCount}");
            cursor.CopyFeaturesTo(features);
            Adjustment.FeatureScale?.Apply(features);
            visit(features, Adjustment.Weight(cursor.Labels, cursor.Weight));
        }

        return (count, cursor.Skipped.Count);
    }

    private static string CountText(long rowCount, long skippedCount) =>
        skippedCount == 0 ? $"{rowCount}" : $"{rowCount} and skipped {skippedCount}";

    private string ScaleText => Adjustment.FeatureScale is { } scale ? string.Create(
        CultureInfo.InvariantCulture, $", features less those of checksum {ActReg.MLNet.Checksum.Of([[.. scale.Center]])} over {scale.Scale}") : "";

    private string LabelText => Adjustment.LabelScales is { } scales
        ? string.Join(", ", scales.Each.Select(scale => string.Create(CultureInfo.InvariantCulture, $"less {scale.Mean} over {scale.Deviation}"))) : "as they are";
}
