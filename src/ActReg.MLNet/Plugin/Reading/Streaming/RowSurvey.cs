namespace ActReg.MLNet;

/// <summary>What a pass over a set finds that is streamed afterwards.</summary>
/// <param name="Train">The labels and weights of the rows to train on.</param>
/// <param name="SetAside">Those of the rows that are set aside.</param>
/// <param name="Features">Of the first rows.</param>
/// <param name="Checksum">Of all rows, in order; <see langword="null"/> where it was not asked for.</param>
/// <param name="Skipped">The rows left out.</param>
internal sealed record RowSurvey(LabelStatistics Train, LabelStatistics SetAside, FeatureRanges Features, string? Checksum, SkippedRows Skipped)
{
    /// <summary>Whether rows are handed on without their zeros.</summary>
    public bool LeaveZerosOut { get; private init; }

    /// <summary>The bytes that the features of a row take, on average.</summary>
    public required long FeatureBytes { get; init; }

    /// <param name="rows">The rows.</param>
    /// <param name="classCount">The number of classes; 0 where labels are numbers.</param>
    /// <param name="withChecksum">Whether to take a checksum.</param>
    /// <param name="checkAlive">Called for each row; throws to cancel.</param>
    public static RowSurvey Of(ExampleSource rows, int classCount, bool withChecksum, Action checkAlive)
    {
        var (train, setAside) = (new LabelStatistics(classCount), new LabelStatistics(classCount));
        using var checksum = withChecksum ? new Checksum() : null;
        var ranges = new FeatureRanges(rows.FeatureCount);
        var density = new FeatureDensity(rows.FeatureCount);
        // The part that a row belongs to counts where the rest of it does not tell.
        var notesParts = rows is { Groups: not null, SetAside: not null };
        var weightAt = rows.FeatureCount + rows.LabelCount;
        var values = new float[weightAt + (notesParts ? 2 : 1)];
        var features = values.AsSpan(0, rows.FeatureCount);
        using var cursor = rows.Open();
        while (cursor.MoveNext())
        {
            checkAlive();
            (cursor.IsSetAside ? setAside : train).Add(cursor.Labels, cursor.Weight, cursor.Window);
            if (rows.MayLeaveZerosOut)
                density.Add(cursor.CountNonzeros());
            if (checksum == null && ranges.Rows == FeatureRanges.MostRows)
                continue;
            cursor.CopyFeaturesTo(features);
            if (ranges.Rows < FeatureRanges.MostRows)
                ranges.Add(features);
            if (checksum == null)
                continue;
            cursor.Labels.CopyTo(values.AsSpan(rows.FeatureCount));
            values[weightAt] = cursor.Weight;
            if (notesParts)
                values[^1] = cursor.IsSetAside ? 1 : 0;
            checksum.Add(values);
        }

        var leaveZerosOut = rows.MayLeaveZerosOut && density.IsLowInAll;
        return new RowSurvey(train, setAside, ranges, checksum?.Finish(), cursor.Skipped)
        {
            LeaveZerosOut = leaveZerosOut,
            FeatureBytes = leaveZerosOut ? density.RowBytes : sizeof(float) * (long)rows.FeatureCount,
        };
    }
}
