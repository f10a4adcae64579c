using CsCheck;
using Microsoft.ML;

namespace ActReg.MLNet.Tests;

/// <summary>Areas under curves against ML.NET's evaluator, and against their definitions.</summary>
[TestClass]
public sealed class RankingCurvesTests
{
    private readonly MLContext _mlContext = new(seed: 1);

    /// <summary>A row of weight 2 is one that is there twice; equal scores count half.</summary>
    [TestMethod]
    public void The_area_under_the_ROC_curve_is_MLNets() => Gen.Select(Gen.Int[2, 60], Gen.Int[2, 100], Gen.Int).Sample(
        (rows, scores, seed) =>
        {
            var set = Draw(new Random(seed), rows, random => random.Next(scores) - scores / 2f, random => random.Next(1, 4));
            var repeated = set.SelectMany(row => Enumerable.Repeat(row, (int)row.Weight));
            Assert.AreEqual(Evaluate(repeated).AreaUnderRocCurve, Of(RankingCurves.AreaUnderRoc, set), 1e-12);
        },
        seed: "0000KOIXDVWj", iter: 40, threads: 1);

    [TestMethod]
    public void The_area_under_the_precision_recall_curve_is_MLNets_where_no_scores_are_equal() => Gen.Select(Gen.Int[2, 60], Gen.Int).Sample(
        (rows, seed) =>
        {
            var set = Draw(new Random(seed), rows, random => random.NextSingle() - 0.5f, _ => 1);
            Assert.AreEqual(Evaluate(set).AreaUnderPrecisionRecallCurve, Of(RankingCurves.AreaUnderPrecisionRecall, set), 1e-12);
        },
        seed: "0000KOIXDVWj", iter: 40, threads: 1);

    /// <summary>Threshold by threshold, and pair by pair.</summary>
    [TestMethod]
    public void Both_are_what_their_definitions_say() => Gen.Select(Gen.Int[2, 40], Gen.Int[2, 30], Gen.Int).Sample(
        (rows, scores, seed) =>
        {
            var set = Draw(new Random(seed), rows, random => random.Next(scores) / 8f, random => 0.1f + random.NextSingle());
            double Weight(Func<Row, bool> of) => set.Where(of).Sum(row => (double)row.Weight);
            double area = 0, precision = 1, recall = 0;
            foreach (var threshold in set.Select(row => row.Score).Distinct().OrderDescending())
            {
                var found = Weight(row => row.Score >= threshold && row.Label);
                var (nextPrecision, nextRecall) = (found / Weight(row => row.Score >= threshold), found / Weight(row => row.Label));
                area += (nextRecall - recall) * (precision + nextPrecision) / 2;
                (precision, recall) = (nextPrecision, nextRecall);
            }

            Assert.AreEqual(area, Of(RankingCurves.AreaUnderPrecisionRecall, set), 1e-12);
            var pairs = from positive in set
                        where positive.Label
                        from negative in set
                        where !negative.Label
                        select (double)positive.Weight * negative.Weight * (1 + Math.Sign(positive.Score.CompareTo(negative.Score))) / 2;
            Assert.AreEqual(pairs.Sum() / (Weight(row => row.Label) * Weight(row => !row.Label)), Of(RankingCurves.AreaUnderRoc, set), 1e-12);
        },
        seed: "0000KOIXDVWj", iter: 100, threads: 1);

    private static double Of(ValidationMetricFunction metric, Row[] set) => metric(
        set.Select(row => row.Score).ToArray(), set.Select(row => row.Label ? 1f : 0).ToArray(), set.Select(row => row.Weight).ToArray());

    private Microsoft.ML.Data.BinaryClassificationMetrics Evaluate(IEnumerable<Row> set) =>
        _mlContext.BinaryClassification.EvaluateNonCalibrated(_mlContext.Data.LoadFromEnumerable(set));

    /// <summary>Rows of both classes.</summary>
    private static Row[] Draw(Random random, int rows, Func<Random, float> score, Func<Random, float> weight) =>
    [
        .. Enumerable.Range(0, rows).Select(row => new Row
        {
            Label = row == 0 || (row > 1 && random.Next(3) == 0),
            Score = score(random),
            Weight = weight(random),
        }),
    ];

    private sealed class Row
    {
        public bool Label { get; set; }

        public float Score { get; set; }

        public bool PredictedLabel => Score > 0;

        public float Weight { get; set; }
    }
}
