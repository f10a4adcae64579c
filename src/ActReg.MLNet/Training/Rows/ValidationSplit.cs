namespace ActReg.MLNet;

/// <summary>Sets rows of a training set aside to validate on: says which, and leaves them where they are.</summary>
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
    public static (int[] Train, int[] Validation) Split(TrainingSet set, float fraction, bool byClass, RandomState random)
    {
        var order = Enumerable.Range(0, set.RowCount).ToArray();
        random.Shuffle<int>(order);
        var candidates = byClass ? AllButOneOfEachClass(order, set) : order.AsSpan(1);
        if (candidates.IsEmpty)
            throw new InvalidOperationException("validationFraction needs two usable rows of one class, one of them to train on; the training set has none.");
        var count = Math.Clamp((int)Math.Round((double)fraction * set.RowCount), 1, candidates.Length);
        // Evenly spaced through rows in the order of their classes.
        var isValidation = new bool[set.RowCount];
        for (long i = 0; i < count; i++)
            isValidation[candidates[(int)((2 * i + 1) * candidates.Length / (2 * count))]] = true;
        return Divide(isValidation);
    }

    /// <summary>Sets the last rows aside.</summary>
    /// <param name="rows">How many there are.</param>
    /// <param name="fraction">As above.</param>
    public static (int[] Train, int[] Validation) Last(int rows, float fraction)
    {
        var train = (int)(rows - LastCount(fraction, rows));
        return ([.. Enumerable.Range(0, train)], [.. Enumerable.Range(train, rows - train)]);
    }

    /// <summary>How many of so many rows are the last ones: at least one, and at most all but one, if there are two.</summary>
    public static long LastCount(float fraction, long rows) => Math.Max(1, Math.Min(rows - 1, (long)Math.Round((double)fraction * rows)));

    /// <summary>Parts rows in two, which keep their order.</summary>
    /// <param name="isValidation">Of each row.</param>
    public static (int[] Train, int[] Validation) Divide(bool[] isValidation) =>
        ([.. isValidation.Index().Where(row => !row.Item).Select(row => row.Index)], [.. isValidation.Index().Where(row => row.Item).Select(row => row.Index)]);

    /// <summary>In the order of their classes, and each class's as they come, without the first.</summary>
    private static Span<int> AllButOneOfEachClass(int[] rows, TrainingSet set)
    {
        var classes = new SortedDictionary<float, int>();
        foreach (var row in rows)
            classes[set.Target(row)[0]] = classes.GetValueOrDefault(set.Target(row)[0]) + 1;
        var places = new Dictionary<float, int>();
        var end = 0;
        foreach (var (label, count) in classes)
        {
            places[label] = end;
            end += count - 1;
        }

        var ordered = new int[end];
        var seen = new HashSet<float>();
        foreach (var row in rows)
        {
            if (!seen.Add(set.Target(row)[0]))
                ordered[places[set.Target(row)[0]]++] = row;
        }

        return ordered;
    }
}
