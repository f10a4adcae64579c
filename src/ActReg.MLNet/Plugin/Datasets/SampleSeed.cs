namespace ActReg.MLNet;

/// <summary>Which seed a generated data set is drawn with.</summary>
internal static class SampleSeed
{
    /// <summary>The caller's seed, else the context's (negative ones by their 32 bits), else a random one.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="seed"/> does not fit into 32 unsigned bits.</exception>
    public static uint Resolve(long? seed, int? contextSeed)
    {
        SampleChecks.Seed(seed);
        if (seed is { } given)
            return (uint)given;
        return contextSeed is { } context ? unchecked((uint)context) : (uint)Random.Shared.NextInt64(1L << 32);
    }
}
