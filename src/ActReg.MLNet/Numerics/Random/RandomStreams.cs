namespace ActReg.MLNet;

/// <summary>Independent random numbers for each use of one seed, so that weights given from outside change no shuffle.</summary>
internal static class RandomStreams
{
    public const uint Initialization = 0;
    public const uint Shuffling = 1;
    public const uint Validation = 2;
    public const uint Augmentation = 3;
    public const uint Permutation = 4;
    public const uint Candidates = 5;
    public const uint Folds = 6;
    public const uint Biases = 7;

    /// <summary>What <see cref="Mix"/> adds: SplitMix64 is its values of numbers that differ by as much.</summary>
    public const ulong MixIncrement = 0x9e3779b97f4a7c15;

    public static RandomState Create(int seed, uint stream) => new([unchecked((uint)seed), stream]);

    /// <summary>Those of one epoch, without those of the epochs before it.</summary>
    public static RandomState Create(int seed, uint stream, int epoch) => new([unchecked((uint)seed), stream, (uint)epoch]);

    /// <summary>The seed of one of several trainings that belong together; of the first the seed itself.</summary>
    public static int SeedOfMember(int seed, int member) => member == 0 ? seed : unchecked((int)Mix(Mix((uint)seed) + (uint)member));

    /// <summary>What seeds the noise of one step of training: any step's can be had without those before it.</summary>
    public static ulong Noise(int seed, int step) => Mix(Mix(unchecked((uint)seed)) + unchecked((uint)step));

    /// <summary>What seeds the draws for one row of an epoch: any row's can be had without those of others.</summary>
    public static ulong OfRow(int seed, uint stream, int epoch, long place) =>
        Mix(Mix(Mix(Mix(unchecked((uint)seed)) + stream) + (uint)epoch) + (ulong)place);

    /// <summary>A step of SplitMix64 (Steele, Lea and Flood, 2014): one-to-one, and any change of the input changes about half of the bits.</summary>
    public static ulong Mix(ulong value)
    {
        value += MixIncrement;
        value = (value ^ (value >> 30)) * 0xbf58476d1ce4e5b9;
        value = (value ^ (value >> 27)) * 0x94d049bb133111eb;
        return value ^ (value >> 31);
    }
}
