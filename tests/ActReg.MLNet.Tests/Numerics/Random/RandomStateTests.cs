using System.Text.Json;
using CsCheck;

namespace ActReg.MLNet.Tests;

[TestClass]
public sealed class RandomStateTests
{
    [TestMethod]
    public void EveryDrawIsNumPys()
    {
        var streams = GoldenFile.Read<StreamCase>("numpy_random_state.json.gz");
        Assert.HasCount(9, streams);
        foreach (var expected in streams)
        {
            var random = expected.Open();
            foreach (var step in expected.Steps)
                step.AssertDraws(random, $"seed {expected.Seed}, {step.Draw} {step.Argument}");
        }
    }

    [TestMethod]
    public void ASeedWithoutWordsIsAnError()
    {
        var error = Assert.ThrowsExactly<ArgumentException>(() => new RandomState([]));
        StringAssert.StartsWith(error.Message, "seeds must have at least one word; received none.");
    }

    [TestMethod]
    public void AnIntervalIncludesItsEndsOnly() =>
        Gen.Select(Gen.UInt, Gen.UInt).Sample((seed, max) =>
        {
            var random = new RandomState(seed);
            for (var i = 0; i < 20; i++)
                Assert.IsLessThanOrEqualTo(max, random.NextInterval(max));
        }, threads: 1);

    [TestMethod]
    public void SmallIntervalsAreUniform()
    {
        var random = new RandomState(7);
        var counts = new int[6];
        for (var i = 0; i < 60_000; i++)
            counts[random.NextInterval(5)]++;
        foreach (var count in counts)
            Assert.AreEqual(10_000, count, 400);
    }

    [TestMethod]
    public void UniformStaysBetweenItsEnds() =>
        Gen.Select(Gen.UInt, Gen.Double[-10, 10], Gen.Double[0, 10]).Sample((seed, low, width) =>
        {
            var random = new RandomState(seed);
            for (var i = 0; i < 20; i++)
                Assert.IsInRange(low, low + width, random.Uniform(low, low + width));
        }, threads: 1);

    [TestMethod]
    public void ShufflingKeepsTheItems() =>
        Gen.Select(Gen.UInt, Gen.Int.Array[0, 50]).Sample((seed, items) =>
        {
            var shuffled = (int[])items.Clone();
            new RandomState(seed).Shuffle(shuffled.AsSpan());
            CollectionAssert.AreEquivalent(items, shuffled);
        }, threads: 1);

    [TestMethod]
    public void DrawsDoNotAllocate()
    {
        var random = new RandomState(1);
        var items = new int[2000];
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1000; i++)
            items[i] = (int)(random.NextInterval(9) + random.Uniform(0, 1) + random.NextGaussian());
        random.Shuffle(items.AsSpan());
        Assert.AreEqual(before, GC.GetAllocatedBytesForCurrentThread());
    }

    private sealed record StreamCase(JsonElement Seed, DrawStep[] Steps)
    {
        public RandomState Open() => Seed.ValueKind == JsonValueKind.Number
            ? new RandomState(Seed.GetUInt32())
            : new RandomState([.. Seed.EnumerateArray().Select(word => word.GetUInt32())]);
    }

    private sealed record DrawStep(string Draw, uint Argument, string? Doubles, long[]? Integers)
    {
        public void AssertDraws(RandomState random, string what)
        {
            if (Doubles is not null)
            {
                var expected = GoldenDoubles.Parse(Doubles);
                GoldenDoubles.AreEqual(expected, [.. expected.Select(_ => DrawDouble(random))], what);
                return;
            }

            var whole = Draw == "shuffle" ? Shuffled(random) : [.. Integers!.Select(_ => DrawWhole(random))];
            CollectionAssert.AreEqual(Integers, whole, $"{what}: drew {string.Join(' ', whole)}.");
        }

        private double DrawDouble(RandomState random) => Draw switch
        {
            "random_sample" => random.NextDouble(),
            "standard_normal" => random.NextGaussian(),
            "uniform" => random.Uniform(-2.5, 7.0),
            "normal" => random.Normal(-3.0, 0.25),
            _ => throw new InvalidDataException(Draw),
        };

        private long DrawWhole(RandomState random) => Draw switch
        {
            "uint32" => random.NextUInt32(),
            "interval" => random.NextInterval(Argument),
            _ => throw new InvalidDataException(Draw),
        };

        private long[] Shuffled(RandomState random)
        {
            var items = Enumerable.Range(0, (int)Argument).Select(item => (long)item).ToArray();
            random.Shuffle(items.AsSpan());
            return items;
        }
    }
}
