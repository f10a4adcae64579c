using CsCheck;

namespace ActReg.MLNet.Tests;

[TestClass]
public unsafe class RegressionObjectiveTests
{
    private static readonly Gen<(int Rows, int Outputs, int Gap, bool Weighted, int Seed)> Cases =
        Gen.Select(Gen.Int[0, 20], Gen.Int[1, 6], Gen.Int[0, 7], Gen.Bool, Gen.Int);

    [TestMethod]
    public void A_row_has_the_mean_over_its_outputs_times_its_weight() => Cases.Sample(
        c =>
        {
            var random = new Random(c.Seed);
            var outputs = new GuardedMatrix(c.Rows, c.Outputs, c.Gap).Fill(random);
            var targets = new GuardedMatrix(c.Rows, c.Outputs, gap: 3).Fill(random);
            var gradient = new GuardedMatrix(c.Rows, c.Outputs, gap: 1);
            float[] weights = c.Weighted ? [.. Enumerable.Range(0, c.Rows).Select(_ => 3 * random.NextSingle())] : [];
            const float Scale = 0.3f;

            var sums = new RegressionObjective(RegressionLoss.MeanSquaredError, c.Outputs).Evaluate(
                c.Rows, outputs.View, targets.View, weights, gradient.View, Scale);

            double loss = 0;
            for (var i = 0; i < c.Rows; i++)
            {
                double weight = c.Weighted ? weights[i] : 1;
                for (var j = 0; j < c.Outputs; j++)
                {
                    var error = (double)outputs[i, j] - targets[i, j];
                    loss += weight * error * error / c.Outputs;
                    Assert.AreEqual(2 * error * weight * Scale / c.Outputs, gradient[i, j], 1e-6, $"({i}, {j})");
                }
            }

            Assert.AreEqual(loss, sums.Loss, 1e-6 * (1 + loss));
            Assert.AreEqual(double.NaN, sums.Correct);
            outputs.AssertGuardsAreIntact();
            targets.AssertGuardsAreIntact();
            gradient.AssertGuardsAreIntact();
        },
        iter: 200, threads: 1);

    [TestMethod]
    public void Each_output_has_a_target_and_none_a_class()
    {
        var loss = new RegressionObjective(RegressionLoss.MeanAbsoluteError, 3);
        Assert.AreEqual((3, 3, 0), (loss.OutputCount, loss.TargetCount, loss.ClassCount));
        Assert.AreEqual(1, new RegressionObjective(RegressionLoss.MeanAbsoluteError).OutputCount);
    }
}
