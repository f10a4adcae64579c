using ActReg.MLNet.Tests.Testing;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace ActReg.MLNet.Tests;

[TestClass]
public sealed class ConformalIntervalTests
{
    private readonly MLContext _mlContext = new(seed: 1);

    [TestMethod]
    public void Keeps_every_promise_of_an_estimator()
    {
        foreach (var data in new[] { Quantiles(30), Numbers(30) })
        {
            EstimatorChecks.Run(_mlContext, _mlContext.Regression.ConformalInterval(), data, new EstimatorCheckOptions
            {
                TransformOnlyInputs = [BadInputs.WithoutColumn(data, "Label")],
                InvalidInputs = [BadInputs.WithoutColumn(data, "Score"), BadInputs.WithColumnType(data, "Score", DataKind.Double)],
            });
        }
    }

    /// <summary>Nine of ten of the calibration's own rows, and one more, as the rank says.</summary>
    [TestMethod]
    public void Bounds_hold_the_rows_that_they_were_made_of()
    {
        foreach (var data in new[] { Quantiles(99), Numbers(99) })
        {
            var bounded = _mlContext.Regression.ConformalInterval(0.9f).Fit(data).Transform(data);
            var inside = bounded.GetColumn<float>("LowerBound").Zip(bounded.GetColumn<float>("UpperBound"), bounded.GetColumn<float>("Label"))
                .Count(row => row.First <= row.Third && row.Third <= row.Second);
            Assert.AreEqual(90, inside);
        }
    }

    [TestMethod]
    public void Of_one_score_the_interval_lies_around_it()
    {
        var data = Numbers(60);
        var interval = _mlContext.Regression.ConformalInterval(0.8f).Fit(data);
        double[] errors = [.. data.GetColumn<float>("Label").Zip(data.GetColumn<float>("Score"), (label, score) => Math.Abs((double)label - score)).Order()];
        Assert.AreEqual(errors[48], interval.Margin);
        var bounded = interval.Transform(data);
        foreach (var (score, lower, upper) in bounded.GetColumn<float>("Score").Zip(bounded.GetColumn<float>("LowerBound"), bounded.GetColumn<float>("UpperBound")))
        {
            Assert.AreEqual(score - interval.Margin, lower, 1e-6);
            Assert.AreEqual(score + interval.Margin, upper, 1e-6);
        }
    }

    [TestMethod]
    public void What_says_nothing_is_refused()
    {
        var error = Assert.ThrowsExactly<ArgumentException>(() => _mlContext.Regression.ConformalInterval(0.95f).Fit(Numbers(18)));
        Assert.AreEqual("the calibration data must have at least 19 rows with a label and a score for a coverage of 0.95; received 18.", error.Message);
        error = Assert.ThrowsExactly<ArgumentException>(() => _mlContext.Regression.ConformalInterval(1, upperBoundColumnName: "LowerBound"));
        Assert.AreEqual(
            "coverage must be above 0 and below 1; received 1." + Environment.NewLine + "upperBoundColumnName must be another than lowerBoundColumnName; received \"LowerBound\".",
            error.Message);
    }

    private IDataView Quantiles(int count)
    {
        var random = new Random(1);
        return _mlContext.Data.LoadFromEnumerable(Enumerable.Range(0, count).Select(i =>
        {
            var score = random.NextSingle();
            return new Vector { Label = score + 3 * random.NextSingle(), Score = [score, score + 1, score + 2] };
        }).ToArray());
    }

    private IDataView Numbers(int count)
    {
        var random = new Random(1);
        return _mlContext.Data.LoadFromEnumerable(Enumerable.Range(0, count).Select(i => new Scalar { Label = random.NextSingle(), Score = random.NextSingle() }).ToArray());
    }

    private sealed class Vector
    {
        public float Label { get; set; }

        [VectorType(3)]
        public float[] Score { get; set; } = [];
    }

    private sealed class Scalar
    {
        public float Label { get; set; }

        public float Score { get; set; }
    }
}
