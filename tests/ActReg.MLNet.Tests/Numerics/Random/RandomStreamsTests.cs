namespace ActReg.MLNet.Tests;

[TestClass]
public class RandomStreamsTests
{
    /// <summary>The first five numbers of SplitMix64 from the state 1234567, as in Rosetta Code.</summary>
    [TestMethod]
    public void Mix_is_a_step_of_SplitMix64()
    {
        var state = 1234567UL;
        foreach (var expected in new ulong[]
        {
            6457827717110365317, 3203168211198807973, 9817491932198370423, 4593380528125082431, 16408922859458223821,
        })
        {
            Assert.AreEqual(expected, RandomStreams.Mix(state));
            state = unchecked(state + 0x9e3779b97f4a7c15);
        }
    }

    /// <summary>Of another implementation: other noise would be other weights from the same seed.</summary>
    [TestMethod]
    [DataRow(0, 0, 0xa706dd2f4d197e6fUL)]
    [DataRow(0, 1, 0x2a98f501af37e97fUL)]
    [DataRow(1, 0, 0x5e41ab087439611eUL)]
    [DataRow(-1, 7, 0x1eadf97830e75d18UL)]
    [DataRow(5, int.MaxValue, 0xc0147875717c97dfUL)]
    public void Noise_mixes_the_step_into_the_mixed_seed(int seed, int step, ulong noise) =>
        Assert.AreEqual(noise, RandomStreams.Noise(seed, step));

    [TestMethod]
    public void Seed_stream_and_epoch_are_the_words_of_the_seed()
    {
        Assert.AreEqual(new RandomState([7, 2]).NextUInt32(), RandomStreams.Create(7, RandomStreams.Validation).NextUInt32());
        Assert.AreEqual(new RandomState([uint.MaxValue, 1]).NextUInt32(), RandomStreams.Create(-1, RandomStreams.Shuffling).NextUInt32());
        Assert.AreEqual(
            new RandomState([uint.MaxValue, 1, 9]).NextUInt32(), RandomStreams.Create(-1, RandomStreams.Shuffling, epoch: 9).NextUInt32());
    }
}
