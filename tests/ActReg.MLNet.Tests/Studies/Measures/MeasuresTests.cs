using CsCheck;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace ActReg.MLNet.Tests.Studies.Measures;

/// <summary>Against ML.NET's evaluators, and closed forms of what these lack.</summary>
[TestClass]
public sealed class MeasuresTests
{
    private static readonly MLContext MLContext = new();

    private static readonly Gen<(float Logit, bool Label)[]> Binary =
        Gen.Select(Gen.Int[-12, 12].Select(value => value / 4f), Gen.Bool).Array[2, 40].Where(rows => rows.Any(row => row.Item2) && rows.Any(row => !row.Item2));

    [TestMethod]
    public void Two_classes_are_measured_as_MLNET_measures_them() => Binary.Sample(
        rows =>
        {
            var data = MLContext.Data.LoadFromEnumerable(rows.Select(row => new BinaryRow
            {
                Label = row.Label,
                Score = row.Logit,
                Probability = (float)(1 / (1 + Math.Exp(-row.Logit))),
                PredictedLabel = row.Logit > 0,
            }));
            var expected = MLContext.BinaryClassification.Evaluate(data);
            var measures = BinaryMeasures.Of([.. rows.Select(row => row.Logit)], [.. rows.Select(row => (double)row.Logit)], [.. rows.Select(row => row.Label ? 1f : 0)]);
            Assert.AreEqual(expected.Accuracy, measures[StudyMetric.Accuracy], 1e-9);
            Assert.AreEqual(expected.AreaUnderRocCurve, measures[StudyMetric.AreaUnderRocCurve], 1e-6);
            Assert.AreEqual(double.IsNaN(expected.F1Score) ? 0 : expected.F1Score, measures[StudyMetric.F1Score], 1e-9);
            // In bits there, of probabilities in single precision.
            Assert.AreEqual(expected.LogLoss * Math.Log(2), measures[StudyMetric.LogLoss], 1e-5);
        },
        iter: 100, threads: 1);

    [TestMethod]
    public void Classes_are_measured_as_MLNET_measures_them() => Gen.Select(Gen.Int[-8, 8].Select(value => value / 4f).Array[3].Where(row => row.Distinct().Count() == 3), Gen.Int[0, 2]).Array[1, 30].Sample(
        rows =>
        {
            var schema = SchemaDefinition.Create(typeof(ClassRow));
            schema["Label"].ColumnType = new KeyDataViewType(typeof(uint), 3);
            schema["PredictedLabel"].ColumnType = new KeyDataViewType(typeof(uint), 3);
            var data = MLContext.Data.LoadFromEnumerable(rows.Select(row => new ClassRow
            {
                Label = (uint)row.Item2,
                Score = Softmax(row.Item1),
                PredictedLabel = (uint)Array.IndexOf(row.Item1, row.Item1.Max()),
            }), schema);
            var expected = MLContext.MulticlassClassification.Evaluate(data);
            var measures = MulticlassMeasures.Of([.. rows.SelectMany(row => row.Item1)], [.. rows.Select(row => (float)row.Item2)]);
            Assert.AreEqual(expected.MicroAccuracy, measures[StudyMetric.MicroAccuracy], 1e-9);
            Assert.AreEqual(expected.MacroAccuracy, measures[StudyMetric.MacroAccuracy], 1e-9);
            // Here ML.NET's is in nats.
            Assert.AreEqual(expected.LogLoss, measures[StudyMetric.LogLoss], 1e-5);
            var brier = rows.Average(row => Softmax(row.Item1).Select((p, c) => Math.Pow(p - (c == row.Item2 ? 1 : 0), 2)).Sum());
            Assert.AreEqual(brier, measures[StudyMetric.BrierScore], 1e-5);
        },
        iter: 100, threads: 1);

    [TestMethod]
    public void Numbers_are_measured_as_MLNET_measures_them() => Gen.Select(Gen.Float[-10, 10], Gen.Float[-10, 10]).Array[2, 30].Sample(
        rows =>
        {
            var expected = MLContext.Regression.Evaluate(MLContext.Data.LoadFromEnumerable(rows.Select(row => new NumberRow { Label = row.Item1, Score = row.Item2 })));
            var measures = RegressionMeasures.Of([.. rows.Select(row => row.Item2)], [.. rows.Select(row => row.Item1)]);
            Assert.AreEqual(expected.RootMeanSquaredError, measures[StudyMetric.RootMeanSquaredError], 1e-5);
            Assert.AreEqual(expected.MeanAbsoluteError, measures[StudyMetric.MeanAbsoluteError], 1e-5);
            if (rows.Max(row => row.Item1) - rows.Min(row => row.Item1) > 1)
                Assert.AreEqual(expected.RSquared, measures[StudyMetric.RSquared], 1e-3 * (1 + Math.Abs(expected.RSquared)));
        },
        iter: 100, threads: 1);

    /// <summary>Four predictions of 0.75, three right: calibrated. Two of 0.9, none right: 0.9 off, and a third of all rows.</summary>
    [TestMethod]
    public void Calibration_compares_confidence_with_being_right()
    {
        double[] logits = [Math.Log(3), Math.Log(3), Math.Log(3), -Math.Log(3), Math.Log(9), Math.Log(9)];
        var measures = BinaryMeasures.Of([.. logits.Select(logit => (float)logit)], logits, [1, 1, 1, 1, 0, 0]);
        Assert.AreEqual(0.9 * 2 / 6, measures[StudyMetric.CalibrationError], 1e-7);
        Assert.AreEqual((3 * 0.0625 + 0.5625 + 2 * 0.81) / 6, measures[StudyMetric.BrierScore], 1e-7);
    }

    /// <summary>-ln σ(-200) is 200, where a probability in single precision is 0 and its logarithm infinite.</summary>
    [TestMethod]
    public void Log_loss_does_not_saturate()
    {
        Assert.AreEqual(200, BinaryMeasures.Of([-200], [-200], [1])[StudyMetric.LogLoss], 1e-9);
        Assert.AreEqual(200, MulticlassMeasures.Of([0, 200], [0])[StudyMetric.LogLoss], 1e-9);
    }

    [TestMethod]
    public void What_is_not_defined_is_NaN()
    {
        var positive = BinaryMeasures.Of([1, 2], [1, 2], [1, 1]);
        Assert.AreEqual(double.NaN, positive[StudyMetric.AreaUnderRocCurve]);
        var negative = BinaryMeasures.Of([1, 2], [1, 2], [0, 0]);
        Assert.AreEqual(double.NaN, negative[StudyMetric.F1Score]);
        Assert.AreEqual(double.NaN, negative[StudyMetric.AreaUnderPrecisionRecallCurve]);
        Assert.AreEqual(double.NaN, RegressionMeasures.Of([1, 2], [3, 3])[StudyMetric.RSquared]);
    }

    private static float[] Softmax(float[] logits) => [.. logits.Select(logit => (float)(Math.Exp(logit) / logits.Sum(other => Math.Exp(other))))];

    private sealed class BinaryRow
    {
        public bool Label { get; set; }

        public float Score { get; set; }

        public float Probability { get; set; }

        public bool PredictedLabel { get; set; }
    }

    private sealed class ClassRow
    {
        public uint Label { get; set; }

        [VectorType(3)]
        public float[] Score { get; set; } = [];

        public uint PredictedLabel { get; set; }
    }

    private sealed class NumberRow
    {
        public float Label { get; set; }

        public float Score { get; set; }
    }
}
