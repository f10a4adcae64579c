using Microsoft.ML;
using Microsoft.ML.Data;

namespace ActReg.MLNet.Tests;

/// <summary>What several values per row are measured by, against ML.NET's own figures of one value, and by hand.</summary>
[TestClass]
public sealed class VectorEvaluationTests
{
    private readonly MLContext _mlContext = new(seed: 1);

    [TestMethod]
    public void Each_output_is_measured_as_MLNET_measures_one()
    {
        var random = new Random(1);
        Scored[] rows = [.. Enumerable.Range(0, 40).Select(_ => new Scored { Label = Draw(random, 5), Score = Draw(random, 5), Weight = 0.1f + random.NextSingle() })];
        rows[7].Label[1] = float.NaN;
        var found = _mlContext.Regression.EvaluateMultiOutput(_mlContext.Data.LoadFromEnumerable(rows), exampleWeightColumnName: "Weight");
        Assert.HasCount(2, found.Outputs);
        for (var i = 0; i < 2; i++)
        {
            // Each row as often as it weighs, in hundredths.
            var one = _mlContext.Data.LoadFromEnumerable(rows.Where((_, row) => row != 7).Select(row => new One { Label = row.Label[i], Score = row.Score[i] }).ToArray());
            var unweighted = _mlContext.Regression.EvaluateMultiOutput(_mlContext.Data.LoadFromEnumerable(rows)).Outputs[i];
            var expected = _mlContext.Regression.Evaluate(one);
            Assert.AreEqual(expected.MeanAbsoluteError, unweighted.MeanAbsoluteError, 1e-6);
            Assert.AreEqual(expected.RootMeanSquaredError, unweighted.RootMeanSquaredError, 1e-6);
            Assert.AreEqual(expected.RSquared, unweighted.RSquared, 1e-5);
            double weight = rows.Where((_, row) => row != 7).Sum(row => row.Weight);
            Assert.AreEqual(rows.Where((_, row) => row != 7).Sum(row => row.Weight * Math.Abs(row.Score[i] - row.Label[i])) / weight, found.Outputs[i].MeanAbsoluteError, 1e-6);
        }

        Assert.AreEqual(found.Outputs.Average(output => output.RSquared), found.RSquared);
    }

    [TestMethod]
    public void Metrics_are_texts()
    {
        var nl = Environment.NewLine;
        Assert.AreEqual(
            $"Pinball loss 0.75, coverage 0.8, mean width 2.5{nl}  quantile 0.1: pinball loss 0.5, share below 0.125{nl}  quantile 0.9: pinball loss 1, share below 0.875",
            new QuantileMetrics([new(0.1f, 0.5, 0.125), new(0.9f, 1, 0.875)], 0.8, 2.5).ToString());
        Assert.AreEqual(
            $"Mean absolute error 1, root mean squared error 2, R squared 0.5{nl}  height: 0.5, 1, 0.75{nl}  output 1: 1.5, 3, 0.25",
            new MultiOutputMetrics([new("height", 0.5, 1, 0.75), new(null, 1.5, 3, 0.25)]).ToString());
        Assert.AreEqual(
            $"F1 0.5 (micro), 0.75 (macro), Hamming loss 0.25, subset accuracy 0.125{nl}Log-loss 0.3, area under the ROC curve 0.9{nl}"
            + $"  label 0: share 0.5, precision 0.4, recall 0.2, F1 0.75, log-loss 0.3, area 0.9",
            new MultilabelMetrics([new(null, 0.5, 0.4, 0.2, 0.75, 0.3, 0.9)], 0.5, 0.25, 0.125).ToString());
    }

    [TestMethod]
    public void Labels_are_measured_as_by_hand()
    {
        // Of the first label one found, one missed, one invented; of the second all right.
        Scored[] rows =
        [
            new() { Label = [1, 1], Score = [2, 3] }, new() { Label = [1, 0], Score = [-1, -2] }, new() { Label = [0, 0], Score = [0.5f, -1] },
            new() { Label = [0, 1], Score = [-3, 1] },
        ];
        var data = _mlContext.Data.LoadFromEnumerable(rows);
        var found = _mlContext.MulticlassClassification.EvaluateMultilabel(data);
        var first = found.Labels[0];
        Assert.AreEqual((0.5, 0.5, 0.5, 0.5), (first.Precision, first.Recall, first.F1, first.Share));
        Assert.AreEqual((1.0, 1.0, 1.0), (found.Labels[1].Precision, found.Labels[1].F1, found.Labels[1].AreaUnderRocCurve));
        Assert.AreEqual(6 / 8.0, found.MicroF1);
        Assert.AreEqual(0.75, found.MacroF1);
        Assert.AreEqual(2 / 8.0, found.HammingLoss);
        Assert.AreEqual(0.5, found.SubsetAccuracy);
        for (var i = 0; i < 2; i++)
        {
            var one = _mlContext.Data.LoadFromEnumerable(rows.Select(row => new Binary
            {
                Label = row.Label[i] > 0,
                Score = row.Score[i],
                Probability = 1 / (1 + MathF.Exp(-row.Score[i])),
                PredictedLabel = row.Score[i] > 0,
            }).ToArray());
            var expected = _mlContext.BinaryClassification.Evaluate(one);
            Assert.AreEqual(expected.AreaUnderRocCurve, found.Labels[i].AreaUnderRocCurve, 1e-9);
            Assert.AreEqual(expected.F1Score, found.Labels[i].F1, 1e-9);
            // ML.NET's are of base 2.
            Assert.AreEqual(expected.LogLoss * Math.Log(2), found.Labels[i].LogLoss, 1e-6);
        }
    }

    [TestMethod]
    public void Quantiles_are_measured_as_by_hand()
    {
        var data = _mlContext.Data.LoadFromEnumerable([new OneOfTwo { Label = 1, Score = [0, 2] }, new OneOfTwo { Label = 5, Score = [1, 3] }]);
        var found = _mlContext.Regression.EvaluateQuantiles(data, [0.25f, 0.75f]);
        Assert.AreEqual((0.25 * 1 + 0.25 * 4) / 2, found.Quantiles[0].PinballLoss, 1e-9);
        Assert.AreEqual((0.25 * 1 + 0.75 * 2) / 2, found.Quantiles[1].PinballLoss, 1e-9);
        Assert.AreEqual((0.0, 0.5, 0.5, 2.0), (found.Quantiles[0].ShareBelow, found.Quantiles[1].ShareBelow, found.Coverage, found.MeanWidth));
        Assert.AreEqual(found.Quantiles.Average(quantile => quantile.PinballLoss), found.PinballLoss);
    }

    [TestMethod]
    public void What_cannot_be_measured_is_refused()
    {
        var data = _mlContext.Data.LoadFromEnumerable([new OneOfTwo { Label = 1, Score = [0, 2] }]);
        AssertRefused(() => _mlContext.Regression.EvaluateQuantiles(data), "quantiles must be given, since the slots of column \"Score\" are not named by them; received null.");
        AssertRefused(() => _mlContext.Regression.EvaluateQuantiles(data, [0.5f]), "quantiles must be 2, one per slot of column \"Score\"; received 1.");
        AssertRefused(() => _mlContext.Regression.EvaluateMultiOutput(data), "column \"Label\" must be a vector of 2 Single, as many as column \"Score\" has; received Single.");
        AssertRefused(
            () => _mlContext.MulticlassClassification.EvaluateMultilabel(data, scoreColumnName: "Scores"), "scoreColumnName must name a column of the data; received \"Scores\".");
        AssertRefused(
            () => _mlContext.Regression.EvaluateQuantiles(_mlContext.Data.LoadFromEnumerable([new OneOfTwo { Label = float.NaN, Score = [0, 2] }]), [0.1f, 0.9f]),
            "data must have a row whose labels, scores and weight are finite, the weight above 0; it has none.");

        static void AssertRefused(Action evaluate, string message) => Assert.AreEqual(message, Assert.ThrowsExactly<ArgumentException>(evaluate).Message);
    }

    private static float[] Draw(Random random, float scale) => [scale * random.NextSingle(), -scale * random.NextSingle()];

    private sealed class Scored
    {
        [VectorType(2)]
        public float[] Label { get; set; } = [];

        [VectorType(2)]
        public float[] Score { get; set; } = [];

        public float Weight { get; set; } = 1;
    }

    private sealed class OneOfTwo
    {
        public float Label { get; set; }

        [VectorType(2)]
        public float[] Score { get; set; } = [];
    }

    private sealed class One
    {
        public float Label { get; set; }

        public float Score { get; set; }
    }

    private sealed class Binary
    {
        public bool Label { get; set; }

        public float Score { get; set; }

        public float Probability { get; set; }

        public bool PredictedLabel { get; set; }
    }
}
