namespace ActReg.MLNet;

/// <summary>Sets rows of a training set aside to validate on.</summary>
internal static class ValidationSplit
{
    /// <summary>
    /// Of classes, each gives the same share, as nearly as whole rows allow, and keeps a row to train on. Which rows is drawn; both
    /// parts keep their order.
    /// </summary>
    /// <param name="set">The rows.</param>
    /// <param name="fraction">The share of the rows to validate on, above 0 and below 1; at least one row, and at most all that may be.</param>
    /// <param name="byClass">Whether labels are classes.</param>
    /// <param name="random">What draws.</param>
    /// <exception cref="InvalidOperationException">There are too few rows.</exception>
    public static (TrainingSet Train, TrainingSet Validation) Split(TrainingSet set, float fraction, bool byClass, RandomState random)
    {
        var order = Enumerable.Range(0, set.RowCount).ToArray();
        random.Shuffle<int>(order);
        int[][] classes = byClass ? [.. order.GroupBy(row => set.Target(row)[0]).OrderBy(rows => rows.Key).Select(rows => rows.ToArray())] : [order];
        int[] candidates = [.. classes.SelectMany(rows => rows.Skip(1))];
        if (candidates.Length == 0)
            throw new InvalidOperationException("validationFraction needs two usable rows of one class, one of them to train on; the training set has none.");
        var count = Math.Clamp((int)Math.Round((double)fraction * set.RowCount), 1, candidates.Length);
        // Evenly spaced through rows in the order of their classes.
        var isValidation = new bool[set.RowCount];
        for (long i = 0; i < count; i++)
            isValidation[candidates[(2 * i + 1) * candidates.Length / (2 * count)]] = true;
        return (set.Where(row => !isValidation[row]), set.Where(row => isValidation[row]));
    }

    private static TrainingSet Where(this TrainingSet set, Func<int, bool> takes)
    {
        int[] rows = [.. Enumerable.Range(0, set.RowCount).Where(takes)];
        var features = Take(rows, set.Features, set.FeatureCount);
        return set with
        {
            Features = features,
            Targets = set.Targets == set.Features ? features : Take(rows, set.Targets, set.TargetCount),
            Weights = set.Weights == null ? null : Take(rows, set.Weights, 1),
        };
    }

    /// <summary>Some rows of a row-major array.</summary>
    private static float[] Take(int[] rows, float[] values, int width)
    {
        var taken = new float[(long)rows.Length * width];
        for (var i = 0; i < rows.Length; i++)
            values.AsSpan(rows[i] * width, width).CopyTo(taken.AsSpan(i * width));
        return taken;
    }
}
