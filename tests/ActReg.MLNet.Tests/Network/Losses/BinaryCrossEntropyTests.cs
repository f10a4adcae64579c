using CsCheck;

namespace ActReg.MLNet.Tests;

[TestClass]
public class BinaryCrossEntropyTests
{
    private static readonly BinaryCrossEntropy Loss = new();

    private static readonly Gen<(int Rows, int Gap, float Range, bool Weighted, int Seed)> Cases = Gen.Select(
        Gen.Int[1, 40], Gen.Int[0, 7], Gen.Int[0, 4].Select(i => new[] { 1e-3f, 1, 20, 100, 1e4f }[i]), Gen.Bool, Gen.Int);

    [TestMethod]
    public void Sums_and_gradient_equal_the_closed_form() => Cases.Sample(
        c =>
        {
            var random = new Random(c.Seed);
            var logits = new GuardedMatrix(c.Rows, 1, c.Gap).Fill((_, _) => c.Range * Numbers.Next(random));
            var labels = Enumerable.Range(0, c.Rows).Select(_ => (float)random.Next(2)).ToArray();
            float[] weights = c.Weighted ? [.. labels.Select(_ => 3 * random.NextSingle())] : [];
            var gradient = new GuardedMatrix(c.Rows, 1, c.Gap);
            const float Scale = 0.3f;

            var sums = Evaluate(logits, labels, weights, gradient, Scale);

            double loss = 0, correct = 0;
            for (var i = 0; i < c.Rows; i++)
            {
                double z = logits[i, 0];
                var weight = c.Weighted ? weights[i] : 1;
                loss += weight * RowLoss(z, labels[i]);
                correct += z > 0 == labels[i] > 0.5 ? weight : 0;
                var error = ReferenceActivation.Sigmoid(z) - labels[i];
                Assert.AreEqual(error * weight * Scale, gradient[i, 0], 2e-7 * weight * Scale, $"gradient at {z}");
            }

            Assert.AreEqual(loss, sums.Loss, 5e-7 * loss + 1e-12);
            Assert.AreEqual(correct, sums.Correct, 1e-9);
            gradient.AssertGuardsAreIntact();
        },
        iter: 300, threads: 1);

    [TestMethod]
    [DataRow(1e4f)]
    [DataRow(-1e4f)]
    [DataRow(1e30f)]
    [DataRow(-1e30f)]
    [DataRow(88.8f)]
    [DataRow(-88.8f)]
    [DataRow(104f)]
    [DataRow(-104f)]
    [DataRow(20f)]
    [DataRow(-20f)]
    [DataRow(0f)]
    public void Extreme_logits_keep_every_digit(float logit)
    {
        foreach (var label in new[] { 0f, 1f })
        {
            var logits = new GuardedMatrix(1, 1).Fill((_, _) => logit);
            var gradient = new GuardedMatrix(1, 1);
            var sums = Evaluate(logits, [label], default, gradient);
            var expected = RowLoss(logit, label);
            // Below the smallest normal float, there is nothing left to be accurate about.
            Assert.AreEqual(expected, sums.Loss, 5e-7 * expected + 1.2e-38, $"label {label}");
            Assert.AreEqual(ReferenceActivation.Sigmoid(logit) - label, gradient[0, 0], 2e-7);
        }
    }

    [TestMethod]
    public void NaN_goes_through()
    {
        var logits = new GuardedMatrix(9, 1).Fill((i, _) => i == 8 ? float.NaN : 1);
        var gradient = new GuardedMatrix(9, 1);
        var sums = Evaluate(logits, new float[9], default, gradient);
        Assert.IsTrue(double.IsNaN(sums.Loss));
        Assert.IsTrue(float.IsNaN(gradient[8, 0]));
        Assert.IsFalse(float.IsNaN(gradient[7, 0]));
    }

    [TestMethod]
    public void A_logit_of_zero_predicts_the_negative_class()
    {
        var logits = new GuardedMatrix(2, 1).Fill((_, _) => 0);
        var sums = Evaluate(logits, [0, 1], [1, 5], new GuardedMatrix(2, 1));
        Assert.AreEqual(1, sums.Correct);
    }

    private static unsafe LossSums Evaluate(
        GuardedMatrix logits, ReadOnlySpan<float> labels, ReadOnlySpan<float> weights, GuardedMatrix gradient, float scale = 1)
    {
        LossSums sums;
        fixed (float* targets = labels)
            sums = Loss.Evaluate(labels.Length, logits.View, new Matrix(targets, 1), weights, gradient.View, scale);
        GC.KeepAlive(logits);
        GC.KeepAlive(gradient);
        return sums;
    }

    /// <summary>log(1 + e^z) - y z, without the cancellation of its two terms.</summary>
    internal static double RowLoss(double z, double label)
    {
        var away = label > 0.5 ? -z : z;
        var decay = Math.Exp(-Math.Abs(z));
        // log(1 + d), where 1 + d would lose d's digits.
        var log = decay < 1e-6 ? decay * (1 - decay / 2) : Math.Log(1 + decay);
        return Math.Max(away, 0) + log;
    }
}
