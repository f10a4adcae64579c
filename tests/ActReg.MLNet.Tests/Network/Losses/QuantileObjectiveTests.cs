using CsCheck;

namespace ActReg.MLNet.Tests;

[TestClass]
public unsafe class QuantileObjectiveTests
{
    private static readonly Gen<(int Rows, int Outputs, int Gap, bool Weighted, int Seed)> Cases =
        Gen.Select(Gen.Int[1, 20], Gen.Int[1, 70], Gen.Int[0, 7], Gen.Bool, Gen.Int);

    [TestMethod]
    public void Each_share_judges_the_output_of_its_rank() => Cases.Sample(
        c =>
        {
            var random = new Random(c.Seed);
            float[] shares = [.. Enumerable.Range(1, c.Outputs).Select(i => i / (c.Outputs + 1f))];
            var outputs = new GuardedMatrix(c.Rows, c.Outputs, c.Gap).Fill((_, _) => 2 * Numbers.Next(random));
            var targets = new GuardedMatrix(c.Rows, 1, c.Gap).Fill((_, _) => 2 * Numbers.Next(random));
            float[] weights = c.Weighted ? [.. Enumerable.Range(0, c.Rows).Select(_ => 3 * random.NextSingle())] : [];
            var gradient = new GuardedMatrix(c.Rows, c.Outputs, c.Gap);
            const float Scale = 0.3f;

            var sums = new QuantileObjective(shares).Evaluate(c.Rows, outputs.View, targets.View, weights, gradient.View, Scale);

            GC.KeepAlive(outputs);
            GC.KeepAlive(targets);
            double loss = 0;
            for (var row = 0; row < c.Rows; row++)
            {
                var weight = c.Weighted ? weights[row] : 1;
                for (var i = 0; i < c.Outputs; i++)
                {
                    var share = shares[Enumerable.Range(0, c.Outputs).Count(other => outputs[row, other] < outputs[row, i])];
                    var error = (double)outputs[row, i] - targets[row, 0];
                    loss += weight * Math.Max((1 - share) * error, -share * error) / c.Outputs;
                    Assert.AreEqual((error > 0 ? 1 - share : -share) * weight * Scale / c.Outputs, gradient[row, i], 1e-6, $"row {row}, output {i}");
                }
            }

            Assert.AreEqual(loss, sums.Loss, 1e-5 * Math.Max(1, loss));
            outputs.AssertGuardsAreIntact();
            gradient.AssertGuardsAreIntact();
        },
        iter: 100, threads: 1);

    [TestMethod]
    public void Scores_do_not_cross()
    {
        float[] outputs = [3, -1, 2, 2, 0];
        new QuantileObjective([0.1f, 0.2f, 0.3f, 0.4f, 0.5f]).ToScores(outputs);
        TinyTraining.AreEqual([-1f, 0, 2, 2, 3], outputs);
    }

    [TestMethod]
    public void Shares_are_told_by_one_sentence_each() => TinyTraining.AreEqual(
        [
            "quantiles[1] must be above 0.5, the one before; received 0.5.", "quantiles[2] must be above 0 and below 1; received 1.",
            "quantiles[3] must be above 0 and below 1; received NaN.",
        ],
        QuantileObjective.Problems([0.5f, 0.5f, 1, float.NaN]).OfType<string>());
}
