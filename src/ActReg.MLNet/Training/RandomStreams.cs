namespace ActReg.MLNet;

/// <summary>Independent random numbers for each use of one seed, so that weights given from outside change no shuffle.</summary>
internal static class RandomStreams
{
    public const uint Initialization = 0;
    public const uint Shuffling = 1;

    public static RandomState Create(int seed, uint stream) => new([unchecked((uint)seed), stream]);
}
