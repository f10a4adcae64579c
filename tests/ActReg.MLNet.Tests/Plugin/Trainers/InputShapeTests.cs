using Microsoft.ML;
using Microsoft.ML.Data;

namespace ActReg.MLNet.Tests;

/// <summary>A shape laid over features that have dimensions of their own must be these.</summary>
[TestClass]
public sealed class InputShapeTests
{
    private readonly MLContext _mlContext = new(seed: 1);

    [TestMethod]
    public void Another_order_of_the_dimensions_is_refused() => Assert.AreEqual(
        "inputShape must be [6, 5, 3], the dimensions of column \"Features\"; received [3, 6, 5].",
        Assert.ThrowsExactly<ArgumentException>(() => Fit([6, 5, 3], [3, 6, 5])).Message);

    [TestMethod]
    [DataRow(new[] { 3, 6, 5 }, new[] { 3, 6, 5 })]
    [DataRow(new[] { 90 }, new[] { 3, 6, 5 })]
    [DataRow(new[] { 18, 5 }, new[] { 1, 18, 5 })]
    [DataRow(new[] { 6, 5, 3 }, new[] { 90 })]
    public void The_same_dimensions_or_none_are_taken(int[] dimensions, int[] inputShape) =>
        TinyTraining.AreEqual(inputShape, Fit(dimensions, inputShape).Model.SubModel.InputShape);

    private BinaryPredictionTransformer<Microsoft.ML.Calibrators.CalibratedModelParametersBase<
        NetworkModelParameters, Microsoft.ML.Calibrators.PlattCalibrator>> Fit(int[] dimensions, int[] inputShape)
    {
        var definition = SchemaDefinition.Create(typeof(Row));
        definition["Features"].ColumnType = new VectorDataViewType(NumberDataViewType.Single, dimensions);
        var random = new Random(1);
        var data = _mlContext.Data.LoadFromEnumerable(
            Enumerable.Range(0, 20).Select(i => new Row { Features = Numbers.Array(random, 90, 1), Label = i % 2 == 0 }).ToArray(), definition);
        return _mlContext.BinaryClassification.Trainers.ActivityRegularizedNetwork(new ActivityRegularizedNetworkOptions
        {
            InputShape = inputShape,
            Layers = inputShape.Length == 1 ? [Layer.Dense(2)] : [Layer.Flatten()],
            Epochs = 1,
        }).Fit(data);
    }

    private sealed class Row
    {
        public float[] Features { get; set; } = [];

        public bool Label { get; set; }
    }
}
