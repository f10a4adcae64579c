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
        var (features, weights) = (new RowValues(rows.FeatureCount), new RowValues(1));
        Visit(
            rows, most,
            (_, values, weight) =>
            {
                values.CopyTo(features.Add());
                weights.Add()[0] = weight;
            },
            checkAlive);
        return TrainingSet.OfFeatures(features, weights);
    }

    /// <summary>The same rows one by one.</summary>
    /// <param name="rows">The set.</param>
    /// <param name="most">The most rows to take; all of a set that has no more.</param>
    /// <param name="visit">Is given a row's number among those that are taken, its features and its weight.</param>
    /// <param name="checkAlive">Called for each row; throws to cancel.</param>
    /// <returns>The rows taken.</returns>
    public static int Visit(ITrainingRows rows, int most, SampledRow visit, Action checkAlive)
    {
        var count = Math.Min(rows.RowCount, most);
        var taken = 0;
        long row = 0;
        rows.ReadOnce(
            (values, weight) =>
            {
                if (taken < count && row++ >= taken * rows.RowCount / count)
                    visit(taken++, values, weight);
            },
            checkAlive);
        return taken;
    }
}

/// <summary>Looks at a row of a sample.</summary>
/// <param name="row">Its number.</param>
/// <param name="features">Its features.</param>
/// <param name="weight">Its weight.</param>
internal delegate void SampledRow(int row, ReadOnlySpan<float> features, float weight);
