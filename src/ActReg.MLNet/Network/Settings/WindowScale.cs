namespace ActReg.MLNet;

/// <summary>What a row's <see cref="SeriesWindow"/> is scaled by.</summary>
/// <param name="Mean">The mean of its values; NaN where there is none.</param>
/// <param name="Spread">Their standard deviation; 0 where they are all the same, or there is none.</param>
internal readonly record struct WindowScale(float Mean, float Spread)
{
    /// <summary>The numbers that it consists of.</summary>
    public const int Length = 2;

    /// <summary>What <see cref="CopyTo"/> wrote.</summary>
    public static WindowScale From(ReadOnlySpan<float> numbers) => new(numbers[0], numbers[1]);

    public void CopyTo(Span<float> numbers) => (numbers[0], numbers[1]) = (Mean, Spread);

    /// <summary>A value of the series, as the network is to see it.</summary>
    public float Scale(float value) => Spread > 0 ? (float)(((double)value - Mean) / Spread) : value - Mean;

    /// <summary>Whether there is something to scale by, and labels come to finite numbers.</summary>
    public bool CanScale(ReadOnlySpan<float> labels)
    {
        if (!(Spread > 0))
            return false;
        foreach (var label in labels)
        {
            if (!float.IsFinite(Scale(label)))
                return false;
        }

        return true;
    }

    /// <param name="labels">A row's, which are changed.</param>
    public void Scale(Span<float> labels)
    {
        for (var i = 0; i < labels.Length; i++)
            labels[i] = Scale(labels[i]);
    }

    /// <summary>Brings labels or scores back to the units of the series: where there is nothing to scale by, to its one value, or NaN.</summary>
    /// <param name="values">A row's, which are changed.</param>
    public void Undo(Span<float> values)
    {
        for (var i = 0; i < values.Length; i++)
            values[i] = Spread > 0 ? (float)(Mean + (double)Spread * values[i]) : Mean;
    }
}
