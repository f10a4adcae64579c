using CsCheck;

namespace ActReg.MLNet.Tests;

[TestClass]
public unsafe class RegressionObjectiveTests
{
    private static readonly RegressionLoss[] Losses =
        [RegressionLoss.MeanSquaredError, RegressionLoss.MeanAbsoluteError, RegressionLoss.Huber(0.7f)];

    private static readonly Gen<(RegressionLoss Loss, int Rows, int Outputs, int Gap, int TargetGap, bool Weighted, int Seed)> Cases =
        Gen.Select(
            Gen.Int[0, 2].Select(i => Losses[i]), Gen.Int[1, 20], Gen.Int[1, 12], Gen.Int[0, 7], Gen.Int[0, 7], Gen.Bool, Gen.Int);

    [TestMethod]
    public void Sums_and_gradient_equal_the_closed_form() => Cases.Sample(
        c =>
        {
            var random = new Random(c.Seed);
            var outputs = new GuardedMatrix(c.Rows, c.Outputs, c.Gap).Fill((_, _) => 2 * Numbers.Next(random));
            var targets = new GuardedMatrix(c.Rows, c.Outputs, c.TargetGap).Fill((_, _) => 2 * Numbers.Next(random));
            float[] weights = c.Weighted ? [.. Enumerable.Range(0, c.Rows).Select(_ => 3 * random.NextSingle())] : [];
            var gradient = new GuardedMatrix(c.Rows, c.Outputs, c.Gap);
            const float Scale = 0.3f;

            var sums = new RegressionObjective(c.Loss, c.Outputs).Evaluate(
                c.Rows, outputs.View, targets.View, weights, gradient.View, Scale);

            GC.KeepAlive(outputs);
            GC.KeepAlive(targets);
            double loss = 0;
            for (var row = 0; row < c.Rows; row++)
            {
                var weight = c.Weighted ? weights[row] : 1;
                for (var i = 0; i < c.Outputs; i++)
                {
                    var error = (double)outputs[row, i] - targets[row, i];
                    loss += weight * ErrorLoss(c.Loss, error) / c.Outputs;
                    var slope = Slope(c.Loss, error) * weight * Scale / c.Outputs;
                    Assert.AreEqual(slope, gradient[row, i], 2e-6 * weight * Scale / c.Outputs, $"gradient of row {row}, output {i}");
                }
            }

            Assert.AreEqual(loss, sums.Loss, 1e-6 * Math.Max(1, loss));
            Assert.IsTrue(double.IsNaN(sums.Correct), "nothing is classified");
            outputs.AssertGuardsAreIntact();
            targets.AssertGuardsAreIntact();
            gradient.AssertGuardsAreIntact();
        },
        iter: 300, threads: 1);

    [TestMethod]
    public void One_target_that_is_not_a_number_spoils_its_own_output_only()
    {
        var outputs = new GuardedMatrix(2, 3).Fill((_, _) => 1);
        var targets = new GuardedMatrix(2, 3).Fill((row, i) => row == 1 && i == 2 ? float.NaN : 0);
        var gradient = new GuardedMatrix(2, 3);
        var sums = new RegressionObjective(RegressionLoss.MeanSquaredError, 3).Evaluate(
            2, outputs.View, targets.View, default, gradient.View, 1);
        GC.KeepAlive(outputs);
        GC.KeepAlive(targets);
        Assert.IsTrue(double.IsNaN(sums.Loss));
        float[][] slopes = gradient.ToArray();
        TinyTraining.AreEqual([true], slopes.SelectMany(row => row).Where(float.IsNaN).Select(float.IsNaN));
        Assert.IsTrue(float.IsNaN(slopes[1][2]));
    }

    [TestMethod]
    public void There_are_as_many_targets_as_outputs()
    {
        var objective = new RegressionObjective(RegressionLoss.MeanSquaredError, 4);
        Assert.AreEqual((4, 4, 0), (objective.OutputCount, objective.TargetCount, objective.ClassCount));
    }

    /// <summary>As <see cref="RegressionLoss"/> defines it.</summary>
    internal static double ErrorLoss(RegressionLoss loss, double error) => loss switch
    {
        SquaredError => error * error,
        AbsoluteError => Math.Abs(error),
        HuberError { Delta: var delta } => Math.Abs(error) > delta
            ? delta * (Math.Abs(error) - delta / 2.0) : error * error / 2,
        _ => throw new NotSupportedException($"{loss}"),
    };

    private static double Slope(RegressionLoss loss, double error) => loss switch
    {
        SquaredError => 2 * error,
        AbsoluteError => Math.Sign(error),
        HuberError { Delta: var delta } => Math.Clamp(error, -delta, delta),
        _ => throw new NotSupportedException($"{loss}"),
    };
}
