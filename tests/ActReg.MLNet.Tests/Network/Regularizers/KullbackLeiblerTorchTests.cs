using CsCheck;
using static TorchSharp.torch;

namespace ActReg.MLNet.Tests;

/// <summary>The divergence's hand-derived gradient against TorchSharp's automatic differentiation, at the ends too.</summary>
[TestClass]
public class KullbackLeiblerTorchTests
{
    private static readonly Gen<(float Target, int Rows, int Units, float Reach, int Seed)> Cases = Gen.Select(
        Gen.Float[0.01f, 0.99f], Gen.Int[1, 20], Gen.Int[1, 12], Gen.OneOf(Gen.Const(0.3f), Gen.Const(30f)), Gen.Int);

    [TestMethod]
    public void Penalty_and_gradient_agree()
    {
        TorchRuntime.EnsureLoaded();
        Cases.Sample(
            c =>
            {
                // With the far reach, most means are exactly 0 or 1.
                var random = new Random(c.Seed);
                var set = TrainingSets.Create(random, c.Rows, c.Units, weighted: true);
                var units = Numbers.Array(random, c.Units, c.Reach);
                float[] a = [.. set.Features.ToArray().Select((value, i) => Math.Clamp(0.5f + units[i % c.Units] + 0.1f * value, 0, 1))];
                set = set with { Features = new RowValues(c.Units, a) };
                var regularizer = ActivityRegularizer.KullbackLeibler(c.Target, strength: 2);

                using var scope = NewDisposeScope();
                using var tensors = new TorchSet(set, CPU);
                var batch = tensors.Rows(new(set, set.AllRows()), isTraining: true, noise: 0);
                using var activations = batch.Features.requires_grad_();
                var term = regularizer.Penalty(activations, mask: null, (int)activations.shape[1], batch);
                var penalty = term.Sum.Times(term.Factor);
                penalty.backward();
                var gradient = activations.grad!.data<float>().ToArray();

                var fused = new ActivityBatch(a, c.Units, set.Weights!.ToArray());
                AssertClose(fused.Penalty(regularizer), penalty.item<float>());
                foreach (var (expected, found) in fused.Gradient(regularizer).Zip(gradient))
                    AssertClose(expected, found);
            },
            threads: 1);
    }

    // Near 1, a mean's own rounding is up to a twentieth of its distance to the end.
    private static void AssertClose(double expected, double actual) =>
        Assert.AreEqual(expected, actual, 0.05 * Math.Abs(expected) + 1e-4);
}
