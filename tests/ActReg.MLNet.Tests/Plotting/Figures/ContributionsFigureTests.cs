using ActReg.MLNet.Plotting;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace ActReg.MLNet.Tests.Plotting;

[TestClass]
public sealed class ContributionsFigureTests
{
    /// <summary>A linear score, whose contributions are weights times features.</summary>
    [TestMethod]
    public void Bars_are_as_long_as_contributions()
    {
        // The same length to the right and to the left, and none.
        var figure = Figures.RowContributions(Of([1, -1, 0]), row: 0);
        var (right, left) = (PlottingData.Count(figure, PlottingData.Blue), PlottingData.Count(figure, PlottingData.Vermilion));
        Assert.IsGreaterThan(10_000, right);
        Assert.AreEqual(right, left, 0.02 * right);
        Assert.AreEqual("Row 0: score 0, baseline 0", figure.Title);
        var few = Figures.RowContributions(Of([1, -0.1f, 0]), row: 0, "Mine");
        Assert.IsLessThan(0.2 * right, PlottingData.Count(few, PlottingData.Vermilion));
        Assert.AreEqual("Mine", few.Title);
    }

    [TestMethod]
    public void All_rows_have_bars_of_one_color()
    {
        var figure = Figures.Contributions(Of([1, -1, 0]));
        Assert.AreEqual("Contributions to the scores of 2 rows", figure.Title);
        Assert.IsGreaterThan(10_000, PlottingData.Count(figure, PlottingData.Blue));
        Assert.AreEqual(0, PlottingData.Count(figure, PlottingData.Vermilion));
        Assert.AreEqual(35 * 17 * Figure.Scale, Figures.Contributions(Of(new float[30])).Height - figure.Height);
    }

    [TestMethod]
    public void A_row_that_there_is_not_is_refused() =>
        PlottingData.Rejects<ArgumentOutOfRangeException>("row must be one of the 2 rows, 0 or more; received 2. (Parameter 'row')", () => Figures.RowContributions(Of([1]), row: 2));

    private static FeatureContributions Of(float[] weights)
    {
        var mlContext = new MLContext(seed: 1);
        var definition = SchemaDefinition.Create(typeof(Row));
        definition["Features"].ColumnType = new VectorDataViewType(NumberDataViewType.Single, weights.Length);
        var data = mlContext.Data.LoadFromEnumerable(Enumerable.Repeat(new Row { Features = [.. Enumerable.Repeat(1f, weights.Length)] }, 2), definition);
        var model = mlContext.Regression.Trainers.ActivityRegularizedMlp(new ActivityRegularizedMlpOptions
        {
            Layers = [],
            StandardizeLabels = false,
            InitialWeights = [new("kernel", [weights.Length, 1], weights), new("bias", [1], [0])],
            Epochs = 1,
            LearningRate = 1e-30f,
        }).Fit(data);
        return FeatureContributions.Create(model, data);
    }

    private sealed class Row
    {
        public float[] Features { get; set; } = [];

        public float Label { get; set; }
    }
}
