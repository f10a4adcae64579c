using ActReg.MLNet.Tests.Testing;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers;

namespace ActReg.MLNet.Tests;

/// <summary>What the binary model adds to a data set.</summary>
[TestClass]
public sealed class BinaryTrainerOutputTests
{
    private readonly MLContext _mlContext = new(seed: 1);

    [TestMethod]
    public void Columns_types_and_annotations_are_those_of_logistic_regression()
    {
        var data = SampleData.Binary(_mlContext);
        var theirs = _mlContext.BinaryClassification.Trainers.LbfgsLogisticRegression(
            new LbfgsLogisticRegressionBinaryTrainer.Options { NumberOfThreads = 1 });
        var ours = TinyTraining.Trainer(_mlContext);

        SchemaAssert.Same(theirs.Fit(data).Transform(data).Schema, ours.Fit(data).Transform(data).Schema, "output");
        SchemaShapeAssert.Same(
            theirs.GetOutputSchema(SchemaShapes.Of(data.Schema)), ours.GetOutputSchema(SchemaShapes.Of(data.Schema)), "promised output");
    }

    [TestMethod]
    public void Probability_is_the_sigmoid_of_the_score_and_the_prediction_its_sign()
    {
        var data = TinyTraining.Circles(_mlContext);
        var scored = _mlContext.Data.CreateEnumerable<Prediction>(
            TinyTraining.Trainer(_mlContext).Fit(data).Transform(data), reuseRowObject: false).ToList();

        Assert.HasCount(TinyTraining.RowCount, scored);
        Assert.Contains(true, scored.Select(row => row.PredictedLabel));
        Assert.Contains(false, scored.Select(row => row.PredictedLabel));
        foreach (var row in scored)
        {
            Assert.AreEqual(1 / (1 + Math.Exp(-row.Score)), row.Probability, 1e-6);
            Assert.AreEqual(row.Score > 0, row.PredictedLabel);
        }
    }

    [TestMethod]
    [DataRow(float.NaN)]
    [DataRow(float.PositiveInfinity)]
    [DataRow(float.NegativeInfinity)]
    public void Features_that_are_not_finite_score_NaN(float feature)
    {
        var options = TinyTraining.Options();
        options.Layers = [Layer.Dense(8, Activation.Tanh)]; // which makes an ordinary number of infinity
        var model = TinyTraining.Fit(options);
        var scored = model.Transform(Data.Binary(_mlContext, 2, [0.5f, feature, 0.5f, 0.5f], [true, true]));
        TinyTraining.AreEqual([true, false], scored.GetColumn<float>("Score").Select(float.IsNaN));
        TinyTraining.AreEqual([true, false], scored.GetColumn<float>("Probability").Select(float.IsNaN));
        Assert.IsFalse(scored.GetColumn<bool>("PredictedLabel").First());
    }

    /// <summary>Nothing but a row's own values decides its score, however its zeros are stored.</summary>
    [TestMethod]
    public void Sparse_and_dense_rows_score_the_same()
    {
        var rows = new[]
        {
            new SparseRow { Features = new VBuffer<float>(2, [0, 0.7f]) },
            new SparseRow { Features = new VBuffer<float>(2, 1, [0.7f], [1]) },
            new SparseRow { Features = new VBuffer<float>(2, [0, 0]) },
            new SparseRow { Features = new VBuffer<float>(2, 0, null, null) },
        };
        var scores = TinyTraining.Fit().Scores(_mlContext.Data.LoadFromEnumerable(rows));
        Assert.AreEqual(scores[0], scores[1]);
        Assert.AreEqual(scores[2], scores[3]);
        Assert.AreNotEqual(scores[0], scores[2]);
    }

    private sealed class SparseRow
    {
        [VectorType(2)]
        public VBuffer<float> Features { get; set; }
    }

    private sealed class Prediction
    {
        public float Score { get; set; }

        public float Probability { get; set; }

        public bool PredictedLabel { get; set; }
    }
}
