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

    [TestMethod]
    public void Kerass_order_is_told_of_where_layers_do_not_fit()
    {
        const string Hint = " Shapes of images are [channels, height, width]: Keras's [8, 8, 1] is [1, 8, 8] here, and so are the features' values in order.";
        var message = Assert.ThrowsExactly<ArgumentException>(() => Trainer([8, 8, 1], Layer.Conv2D(2, 3), Layer.Flatten())).Message;
        Assert.EndsWith(Hint, message);
        Assert.DoesNotContain("Keras", Assert.ThrowsExactly<ArgumentException>(() => Trainer([2, 2, 2], Layer.Conv2D(2, 3), Layer.Flatten())).Message);
        // And where they do, by padding, there is a warning.
        var log = new RecordedLog(_mlContext);
        var rows = Data.Binary(_mlContext, 64, Numbers.Array(new Random(1), 64 * 4, 1), new bool[4]);
        Trainer([8, 8, 1], Layer.Flatten()).Fit(rows);
        Assert.Contains("The features are taken for an image of 8 channels, each 8 x 1." + Hint, log.Warnings.ToList());
        Trainer([1, 8, 8], Layer.Flatten()).Fit(rows);
        Assert.AreEqual(1, log.Warnings.Count(warning => warning.Contains("Keras")));
    }

    [TestMethod]
    public void A_network_needs_layers_unless_none_are_meant()
    {
        Assert.AreEqual(
            "layers must be given. An empty list, Layers = [], makes a linear model.",
            Assert.ThrowsExactly<ArgumentException>(() => _mlContext.BinaryClassification.Trainers.ActivityRegularizedNetwork(new ActivityRegularizedNetworkOptions())).Message);
        Trainer([64]);
    }

    private ActivityRegularizedBinaryTrainer Trainer(int[] inputShape, params Layer[] layers) =>
        _mlContext.BinaryClassification.Trainers.ActivityRegularizedNetwork(new ActivityRegularizedNetworkOptions { InputShape = inputShape, Layers = layers, Epochs = 1 });

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
