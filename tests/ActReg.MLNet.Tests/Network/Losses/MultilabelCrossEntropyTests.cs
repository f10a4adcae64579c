using CsCheck;

namespace ActReg.MLNet.Tests;

[TestClass]
public unsafe class MultilabelCrossEntropyTests
{
    private static readonly Gen<(int Rows, int Labels, int Gap, bool Weighted, int Seed)> Cases =
        Gen.Select(Gen.Int[1, 12], Gen.Int[1, 20], Gen.Int[0, 7], Gen.Bool, Gen.Int);

    [TestMethod]
    public void Sums_and_gradient_equal_the_closed_form() => Cases.Sample(
        c =>
        {
            var random = new Random(c.Seed);
            var outputs = new GuardedMatrix(c.Rows, c.Labels, c.Gap).Fill((_, _) => 10 * Numbers.Next(random));
            var targets = new GuardedMatrix(c.Rows, c.Labels, c.Gap).Fill((_, _) => random.Next(2));
            float[] weights = c.Weighted ? [.. Enumerable.Range(0, c.Rows).Select(_ => 3 * random.NextSingle())] : [];
            var gradient = new GuardedMatrix(c.Rows, c.Labels, c.Gap);
            const float Scale = 0.3f;

            var sums = new MultilabelCrossEntropy(c.Labels).Evaluate(c.Rows, outputs.View, targets.View, weights, gradient.View, Scale);

            GC.KeepAlive(outputs);
            GC.KeepAlive(targets);
            double loss = 0, correct = 0;
            for (var row = 0; row < c.Rows; row++)
            {
                var weight = c.Weighted ? weights[row] : 1;
                for (var i = 0; i < c.Labels; i++)
                {
                    double z = outputs[row, i], y = targets[row, i];
                    loss += weight * (Math.Log(1 + Math.Exp(z)) - y * z) / c.Labels;
                    correct += z > 0 == y > 0.5 ? (double)weight / c.Labels : 0;
                    Assert.AreEqual((1 / (1 + Math.Exp(-z)) - y) * weight * Scale / c.Labels, gradient[row, i], 1e-6);
                }
            }

            Assert.AreEqual(loss, sums.Loss, 1e-5 * Math.Max(1, loss));
            Assert.AreEqual(correct, sums.Correct, 1e-6 * Math.Max(1, correct));
            outputs.AssertGuardsAreIntact();
            gradient.AssertGuardsAreIntact();
        },
        iter: 200, threads: 1);
}
