namespace ActReg.MLNet;

/// <summary>Between what values the features of timesteps lie that are not masked, in some rows of a set.</summary>
/// <param name="Features">Those of a timestep, over all timesteps.</param>
/// <param name="Rows">The rows looked at.</param>
/// <param name="Masked">Their timesteps that are masked.</param>
internal sealed record TimestepRanges(FeatureRanges Features, int Rows, long Masked)
{
    /// <param name="rows">The set.</param>
    /// <param name="mask">Which timesteps are masked.</param>
    /// <param name="checkAlive">Called for each row; throws to cancel.</param>
    public static unsafe TimestepRanges Of(ITrainingRows rows, TimestepMask mask, Action checkAlive)
    {
        var sample = RowSample.Of(rows, FeatureRanges.MostRows, checkAlive);
        var ranges = new FeatureRanges(mask.Features);
        long masked = 0;
        for (var row = 0; row < sample.RowCount; row++)
        {
            fixed (float* features = sample.Row(row))
            {
                for (var timestep = 0; timestep < sample.FeatureCount / mask.Features; timestep++)
                {
                    if (mask.Hides(features, timestep))
                        masked++;
                    else
                        ranges.Add(new ReadOnlySpan<float>(features + timestep * mask.Features, mask.Features));
                }
            }
        }

        return new TimestepRanges(ranges, sample.RowCount, masked);
    }
}
