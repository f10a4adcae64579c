using CsCheck;

namespace ActReg.MLNet.Tests;

[TestClass]
public class OptimizerTests
{
    private static readonly Gen<TrainingEngine> Engine = Gen.OneOf(TrainingEngine.Fused, TrainingEngine.Torch);

    /// <summary>Other than for weight decay, which needs no gradient.</summary>
    [TestMethod]
    public void Without_a_gradient_nothing_moves() =>
        Gen.Select(Gen.OneOf(Optimizers.Adam, Optimizers.Sgd, Optimizers.RmsProp), Engine, Gen.Int).Sample(
            (optimizer, engine, seed) =>
            {
                var start = UpdatedWeights.Draw(new Random(seed));
                using var weights = UpdatedWeights.Start(engine, optimizer, weights: start);
                for (var step = 0; step < 3; step++)
                    weights.Step(0.1, Weights.Zeros(UpdatedWeights.Plan));
                CollectionAssert.AreEqual(start.SelectMany(array => array.Values).ToArray(), weights.Flat());
            },
            threads: 1);

    [TestMethod]
    public void AdamW_without_decay_is_Adam_bit_for_bit() =>
        Gen.Select(Gen.Double[0, 0.95], Gen.Double[0, 0.999], Engine, Gen.Int).Sample(
            (beta1, beta2, engine, seed) => CollectionAssert.AreEqual(
                AfterSteps(engine, Optimizer.Adam(beta1, beta2), seed),
                AfterSteps(engine, Optimizer.AdamW(0, beta1, beta2), seed)),
            threads: 1);

    /// <summary>
    /// Of what a kernel was, times 1 - rate × decay at each step: Adam itself moves nothing without a gradient.
    /// </summary>
    [TestMethod]
    public void AdamW_shrinks_kernels_and_nothing_else() => Gen.Select(Gen.Double[0, 1], Engine, Gen.Int).Sample(
        (decay, engine, seed) =>
        {
            const int Steps = 5;
            const double Rate = 0.1;
            var start = UpdatedWeights.Draw(new Random(seed));
            using var weights = UpdatedWeights.Start(engine, Optimizer.AdamW(decay), weights: start);
            for (var step = 0; step < Steps; step++)
                weights.Step(Rate, Weights.Zeros(UpdatedWeights.Plan));
            foreach (var (before, after) in start.Zip(weights.Current))
            {
                var factor = before.Name.EndsWith("/kernel", StringComparison.Ordinal) ? Math.Pow(1 - Rate * decay, Steps) : 1;
                for (var i = 0; i < before.Values.Length; i++)
                    Assert.AreEqual(factor * before.Values[i], after.Values[i], 1e-6, before.Name);
            }
        },
        threads: 1);

    [TestMethod]
    public void Sgd_moves_in_proportion_to_the_gradients() =>
        Gen.Select(Optimizers.Sgd, Gen.Float[0.01f, 100], Engine, Gen.Int).Sample(
            (sgd, scale, engine, seed) =>
            {
                var once = AfterSteps(engine, sgd, seed);
                var scaled = AfterSteps(engine, sgd, seed, scale);
                for (var i = 0; i < once.Length; i++)
                    Assert.AreEqual(scale * once[i], scaled[i], 1e-4 * scale);
            },
            threads: 1);

    /// <summary>Denormal numbers, of parameters that no longer learn, would slow every later step.</summary>
    [TestMethod]
    public void Nothing_remembered_turns_denormal() => Gen.Select(Optimizers.Any, Gen.Int).Sample(
        (optimizer, seed) =>
        {
            const int Length = 16;
            var random = new Random(seed);
            AlignedBuffer parameters = new(Length), gradient = new(Length);
            AlignedBuffer[] slots = [.. Enumerable.Range(0, optimizer.SlotCount).Select(_ => new AlignedBuffer(Length))];
            Numbers.Array(random, Length).CopyTo(gradient.Span);
            for (var step = 1; step < 4000; step++)
            {
                optimizer.Update(step, 0.1, parameters, gradient, slots, WeightParts.All(Range.All, Length));
                gradient.Span.Clear();
                foreach (var slot in slots)
                    Assert.DoesNotContain(float.IsSubnormal, slot.Span.ToArray(), $"step {step}");
            }
        },
        iter: 20, threads: 1);

    /// <summary>A checkpoint has as many arrays of the parameters' length.</summary>
    [TestMethod]
    public void As_much_is_remembered_as_the_formula_asks_for()
    {
        (Optimizer Optimizer, int Slots)[] expected =
        [
            (Optimizer.Adam(), 2), (Optimizer.AdamW(), 2), (Optimizer.Sgd(), 0), (Optimizer.Sgd(0.9), 1),
            (Optimizer.RmsProp(), 1), (Optimizer.RmsProp(momentum: 0.5), 2), (Optimizer.RmsProp(centered: true), 2),
            (Optimizer.RmsProp(momentum: 0.5, centered: true), 3),
        ];
        foreach (var (optimizer, slots) in expected)
            Assert.AreEqual(slots, optimizer.SlotCount, optimizer.ToString());
    }

    [TestMethod]
    public void Arguments_out_of_range_are_refused()
    {
        Assert.StartsWith("beta1 must be at least 0 and below 1; received 1.", Error(() => Optimizer.Adam(beta1: 1)));
        Assert.StartsWith("beta2 must be at least 0 and below 1; received -0.1.", Error(() => Optimizer.Adam(beta2: -0.1)));
        Assert.StartsWith("epsilon must be finite and greater than 0; received 0.", Error(() => Optimizer.Adam(epsilon: 0)));
        Assert.StartsWith("weightDecay must be finite and at least 0; received -1.", Error(() => Optimizer.AdamW(-1)));
        Assert.StartsWith("beta1 must be at least 0 and below 1; received NaN.", Error(() => Optimizer.AdamW(beta1: double.NaN)));
        Assert.StartsWith("momentum must be at least 0 and below 1; received 1.", Error(() => Optimizer.Sgd(momentum: 1)));
        Assert.StartsWith("rho must be at least 0 and below 1; received 1.", Error(() => Optimizer.RmsProp(rho: 1)));
        Assert.StartsWith("momentum must be at least 0 and below 1; received -1.", Error(() => Optimizer.RmsProp(momentum: -1)));
        Assert.StartsWith(
            "epsilon must be finite and greater than 0; received Infinity.",
            Error(() => Optimizer.RmsProp(epsilon: double.PositiveInfinity)));
        Assert.StartsWith("limit must be finite and greater than 0; received 0.", Error(() => GradientClipping.ByValue(0)));
        Assert.StartsWith(
            "limit must be finite and greater than 0; received NaN.", Error(() => GradientClipping.ByNorm(float.NaN)));
        Assert.StartsWith(
            "limit must be finite and greater than 0; received -1.", Error(() => GradientClipping.ByGlobalNorm(-1)));

        static string Error(Func<object> make) => Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => make()).Message;
    }

    /// <summary>A positive epsilon that is 0 as a float would divide 0 by 0 where there is no gradient.</summary>
    [TestMethod]
    public void An_epsilon_too_small_for_a_float_is_refused()
    {
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => Optimizer.Adam(epsilon: 1e-50));
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => Optimizer.RmsProp(epsilon: 1e-50));
    }

    /// <summary>Where weights that were 0 are after steps with random gradients.</summary>
    private static float[] AfterSteps(TrainingEngine engine, Optimizer optimizer, int seed, float scale = 1)
    {
        var random = new Random(seed);
        using var weights = UpdatedWeights.Start(engine, optimizer);
        for (var step = 0; step < 5; step++)
            weights.Step(0.1, UpdatedWeights.Draw(random, scale));
        return weights.Flat();
    }
}
