namespace ActReg.MLNet;

/// <summary>How many rows of each class a generated data set has: class false first, as scikit-learn counts.</summary>
internal readonly record struct SampleCounts
{
    private SampleCounts(int outer, int inner) => (Outer, Inner) = (outer, inner);

    public int Outer { get; }

    public int Inner { get; }

    public int Total => Outer + Inner;

    /// <summary>Half of the rows each; of an odd number, the inner shape gets one more.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="sampleCount"/> is negative or more than an array can
    /// hold.</exception>
    public static SampleCounts Split(int sampleCount)
    {
        SampleChecks.Count(sampleCount, nameof(sampleCount));
        var outer = sampleCount / 2;
        return new SampleCounts(outer, sampleCount - outer);
    }

    /// <exception cref="ArgumentOutOfRangeException">A count is negative, or their sum more than an array can hold.</exception>
    public static SampleCounts Of(int outerCount, int innerCount)
    {
        SampleChecks.Count(outerCount, nameof(outerCount));
        SampleChecks.Count(innerCount, nameof(innerCount));
        SampleChecks.Count((long)outerCount + innerCount, "outerCount + innerCount");
        return new SampleCounts(outerCount, innerCount);
    }
}
