namespace ActReg.MLNet;

/// <summary>Which units of a step's output are kept; of an image or a sequence, which channels, at every place.</summary>
/// <param name="Indices">In order.</param>
/// <param name="Count">All that there were.</param>
internal readonly record struct KeptUnits(int[] Indices, int Count)
{
    public static KeptUnits All(int count) => new([.. Enumerable.Range(0, count)], count);

    /// <summary>The same as a step sees them that reads so many: after a flattening, the channels of one place after the other.</summary>
    public KeptUnits ReadAs(int count)
    {
        var (indices, channels) = (Indices, Count);
        return new([.. from place in Enumerable.Range(0, count / channels) from index in indices select place * channels + index], count);
    }
}
