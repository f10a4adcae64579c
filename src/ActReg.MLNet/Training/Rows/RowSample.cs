namespace ActReg.MLNet;

/// <summary>Some rows of a set, for what would take too long of all of them.</summary>
internal static class RowSample
{
    /// <summary>Rows spread evenly over a set, as they are adjusted, in one pass more where they are streamed; their targets are their features.</summary>
    /// <param name="rows">The set.</param>
    /// <param name="most">The most rows to take; all of a set that has no more.</param>
    /// <param name="checkAlive">Called for each row; throws to cancel.</param>
    public static TrainingSet Of(ITrainingRows rows, int most, Action checkAlive)
    {
        var count = Math.Min(rows.RowCount, most);
        var (features, weights) = (new RowValues(rows.FeatureCount), new RowValues(1));
        long row = 0;
        rows.ReadOnce(
            (values, weight) =>
            {
                if (features.Count == count || row++ < features.Count * rows.RowCount / count)
                    return;
                values.CopyTo(features.Add());
                weights.Add()[0] = weight;
            },
            checkAlive);
        return TrainingSet.OfFeatures(features, weights);
    }
}
