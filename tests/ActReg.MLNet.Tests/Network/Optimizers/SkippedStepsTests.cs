using CsCheck;

namespace ActReg.MLNet.Tests;

/// <summary>Steps without a gradient, all at once, against the same steps one by one.</summary>
[TestClass]
public sealed class SkippedStepsTests
{
    private const int Length = 24;

    public static IEnumerable<object[]> Samples => Optimizers.Samples.Select(optimizer => new object[] { optimizer });

    [TestMethod]
    [DynamicData(nameof(Samples))]
    public void Are_what_each_of_them_would_have_done(Optimizer optimizer)
    {
        foreach (var count in new[] { 1, 2, 7, 40, 300, SkippedSteps.Most })
            AssertSame(optimizer, count, since: 0, seed: count);
    }

    [TestMethod]
    public void Begin_at_any_step() => Gen.Select(Optimizers.Any, Gen.Int[1, 60], Gen.Int[0, 50], Gen.Int).Sample(
        (optimizer, count, since, seed) => AssertSame(optimizer, count, since, seed), iter: 200, threads: 1);

    /// <summary>β₁ and β₂ by which a mean outlives what it is divided by.</summary>
    [TestMethod]
    public void Of_Adam_have_a_formula_where_beta2_is_large_enough()
    {
        Assert.IsNotNull(Optimizer.Adam().SkipSteps());
        Assert.IsNotNull(Optimizer.Adam(beta1: 0).SkipSteps());
        Assert.IsNotNull(Optimizer.Adam(beta1: 0.95, beta2: 0.9999).SkipSteps());
        Assert.IsNull(Optimizer.Adam(beta1: 0.99, beta2: 0.9).SkipSteps());
    }

    [TestMethod]
    public void Leave_weights_alone_that_never_had_a_gradient()
    {
        foreach (var optimizer in Optimizers.Samples)
        {
            var state = new State(optimizer, new Random(1));
            foreach (var slot in state.Slots)
                slot.Span.Clear();
            var before = state.Parameters.Span.ToArray();
            var skipped = optimizer.SkipSteps()!;
            for (var step = 1; step <= 5; step++)
                skipped.Add(step, 0.1, kept: 1);
            skipped.CatchUp(0, state.Parameters, state.Slots, 0, Length);
            TinyTraining.AreEqual(before, state.Parameters.Span.ToArray(), optimizer.ToString());
        }
    }

    private static void AssertSame(Optimizer optimizer, int count, int since, int seed)
    {
        if (optimizer.SkipSteps() is not { } skipped)
            return;
        State one = new(optimizer, new Random(seed)), all = new(optimizer, new Random(seed));
        var begun = one.Parameters.Span.ToArray();
        var random = new Random(seed);
        var noGradient = new AlignedBuffer(Length);
        var way = new double[Length];
        for (var i = 0; i < Math.Min(since + count, SkippedSteps.Most); i++)
        {
            var step = State.Steps + 1 + i;
            // Rates that rise and fall, as of a schedule.
            var rate = 0.01 * (1 + Math.Sin(i / 10.0)) * (1 + random.NextDouble());
            var left = (float)(1 - rate * Math.Min(1, optimizer.KernelDecay));
            skipped.Add(step, rate, left);
            if (i < since)
                continue;
            foreach (ref var parameter in one.Parameters.Span)
                parameter *= left;
            var before = one.Parameters.Span.ToArray();
            optimizer.Update(step, rate, one.Parameters, noGradient, one.Slots, WeightParts.All(Range.All, Length));
            for (var k = 0; k < Length; k++)
                way[k] += Math.Abs(one.Parameters.Span[k] - before[k]);
        }

        skipped.CatchUp(Math.Min(since, SkippedSteps.Most), all.Parameters, all.Slots, 0, Length);
        for (var k = 0; k < Length; k++)
        {
            var tolerance = 2e-5 * way[k] + 3e-7 * Math.Sqrt(count) * (Math.Abs(begun[k]) + way[k]);
            Assert.AreEqual(one.Parameters.Span[k], all.Parameters.Span[k], tolerance, $"{optimizer}, {count} steps, weight {k} of {begun[k]}");
            for (var slot = 0; slot < one.Slots.Length; slot++)
            {
                var expected = one.Slots[slot].Span[k];
                Assert.AreEqual(expected, all.Slots[slot].Span[k], 1e-4 * Math.Abs(expected) + 1e-29, $"{optimizer}, {count} steps, slot {slot}");
            }
        }
    }

    /// <summary>After some steps with gradients of very different sizes.</summary>
    private sealed class State
    {
        public const int Steps = 9;

        public State(Optimizer optimizer, Random random)
        {
            Slots = [.. Enumerable.Range(0, optimizer.SlotCount).Select(_ => new AlignedBuffer(Length))];
            Numbers.Array(random, Length).CopyTo(Parameters.Span);
            var gradient = new AlignedBuffer(Length);
            for (var step = 1; step <= Steps; step++)
            {
                for (var k = 0; k < Length; k++)
                    gradient.Span[k] = (float)((random.NextDouble() - 0.5) * Math.Pow(10, -k / 3));
                optimizer.Update(step, 0.01, Parameters, gradient, Slots, WeightParts.All(Range.All, Length));
            }
        }

        public AlignedBuffer Parameters { get; } = new(Length);

        public AlignedBuffer[] Slots { get; }
    }
}
