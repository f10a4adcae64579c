namespace ActReg.MLNet.Tests;

/// <summary>Random numbers of tests.</summary>
internal static class Numbers
{
    /// <summary>Uniform in -1 to 1.</summary>
    public static float Next(Random random) => 2 * random.NextSingle() - 1;

    public static float[] Array(Random random, int length, float scale = 1) =>
        [.. Enumerable.Range(0, length).Select(_ => scale * Next(random))];
}
