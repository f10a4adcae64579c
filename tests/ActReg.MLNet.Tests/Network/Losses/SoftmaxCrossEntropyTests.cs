using CsCheck;

namespace ActReg.MLNet.Tests;

[TestClass]
public unsafe class SoftmaxCrossEntropyTests
{
    private static readonly Gen<(int Rows, int Classes, int Gap, float Range, bool Weighted, int Seed)> Cases = Gen.Select(
        Gen.Int[1, 20], Gen.Int[1, 40], Gen.Int[0, 7], Gen.Int[0, 3].Select(i => new[] { 1e-3f, 1, 20, 1e4f }[i]), Gen.Bool, Gen.Int);

    [TestMethod]
    public void Sums_and_gradient_equal_the_closed_form() => Cases.Sample(
        c =>
        {
            var random = new Random(c.Seed);
            var logits = new GuardedMatrix(c.Rows, c.Classes, c.Gap).Fill((_, _) => c.Range * Numbers.Next(random));
            var labels = Enumerable.Range(0, c.Rows).Select(_ => (float)random.Next(c.Classes)).ToArray();
            // Beside each label something else.
            float[] rows = [.. labels.SelectMany(label => new[] { label, float.NaN })];
            float[] weights = c.Weighted ? [.. labels.Select(_ => 3 * random.NextSingle())] : [];
            var gradient = new GuardedMatrix(c.Rows, c.Classes, c.Gap);
            const float Scale = 0.3f;

            LossSums sums;
            fixed (float* targets = rows)
            {
                sums = new SoftmaxCrossEntropy(c.Classes).Evaluate(
                    c.Rows, logits.View, new Matrix(targets, 2), weights, gradient.View, Scale);
            }

            GC.KeepAlive(logits);
            double loss = 0, correct = 0;
            for (var i = 0; i < c.Rows; i++)
            {
                double[] z = [.. Enumerable.Range(0, c.Classes).Select(k => (double)logits[i, k])];
                var weight = c.Weighted ? weights[i] : 1;
                var logOfSum = z.Max() + Math.Log(z.Sum(value => Math.Exp(value - z.Max())));
                loss += weight * (logOfSum - z[(int)labels[i]]);
                correct += Array.IndexOf(z, z.Max()) == (int)labels[i] ? weight : 0;
                for (var k = 0; k < c.Classes; k++)
                {
                    var error = Math.Exp(z[k] - logOfSum) - (k == (int)labels[i] ? 1 : 0);
                    Assert.AreEqual(error * weight * Scale, gradient[i, k], 1e-6 * weight * Scale, $"gradient of row {i}, class {k}");
                }
            }

            Assert.AreEqual(loss, sums.Loss, 1e-6 * c.Rows * Math.Max(1, c.Range));
            Assert.AreEqual(correct, sums.Correct, 1e-9);
            gradient.AssertGuardsAreIntact();
        },
        iter: 300, threads: 1);
}
