using ActReg.MLNet.Plotting;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace ActReg.MLNet.Tests.Plotting;

[TestClass]
public sealed class DecisionSurfaceFigureTests
{
    private sealed class Counting(ITransformer inner) : ITransformer
    {
        public List<DataViewType> Received { get; } = [];

        public bool IsRowToRowMapper => inner.IsRowToRowMapper;

        public DataViewSchema GetOutputSchema(DataViewSchema inputSchema) => inner.GetOutputSchema(inputSchema);

        public IRowToRowMapper GetRowToRowMapper(DataViewSchema inputSchema) => inner.GetRowToRowMapper(inputSchema);

        public IDataView Transform(IDataView input)
        {
            Received.AddRange(input.Schema.Select(c => c.Type));
            return inner.Transform(input);
        }

        public void Save(ModelSaveContext ctx) => inner.Save(ctx);
    }

    [TestMethod]
    public void A_linear_model_is_blue_on_the_left_and_orange_on_the_right()
    {
        var data = PlottingData.Halves();
        using var bitmap = PlottingData.Decode(Figures.DecisionSurface(PlottingData.Linear(data), data));
        var left = bitmap.GetPixel(bitmap.Width / 5, bitmap.Height / 8);
        var right = bitmap.GetPixel(bitmap.Width * 3 / 4, bitmap.Height / 8);
        Assert.IsGreaterThan(left.Red + 50, left.Blue);
        Assert.IsGreaterThan(right.Blue + 50, right.Red);
    }

    [TestMethod]
    public void Rows_are_up_where_their_second_feature_is_large()
    {
        var data = PlottingData.Rows(Enumerable.Range(0, 40).Select(
            i => new PlottingData.Row { Features = [i % 2, i / 20 + i % 3 / 10f], Label = i >= 20 }).ToArray());
        using var bitmap = PlottingData.Decode(Figures.DecisionSurface(PlottingData.Linear(data), data));
        var top = bitmap.GetPixel(bitmap.Width / 2, bitmap.Height / 8);
        var bottom = bitmap.GetPixel(bitmap.Width / 2, bitmap.Height * 3 / 4);
        Assert.IsGreaterThan(top.Blue + 50, top.Red);
        Assert.IsGreaterThan(bottom.Red + 50, bottom.Blue);
    }

    [TestMethod]
    public void The_grid_is_scored_in_one_call_with_vectors_of_two()
    {
        var data = PlottingData.Halves();
        var model = new Counting(PlottingData.Linear(data));
        var figure = Figures.DecisionSurface(model, data, resolution: 30);
        figure.ToPng();
        figure.ToPng();
        Assert.AreEqual("Vector<Single, 2>", model.Received.Single().ToString());
    }

    [TestMethod]
    public void Surfaces_of_the_same_rows_have_the_same_limits()
    {
        var data = PlottingData.Rings();
        var model = PlottingData.Linear(data);
        var pair = Figure.SideBySide(
            null, Figures.Points(data), Figures.DecisionSurface(model, data), Figures.DecisionSurface(model, data));
        Assert.HasCount(1, pair.Panels.Select(p => p.Bounds).Distinct());
    }

    [TestMethod]
    public void Other_models_and_resolutions_are_rejected()
    {
        var data = PlottingData.Halves();
        PlottingData.Rejects<ArgumentException>(
            "model must give a column \"Probability\" of type Single; received Features: Vector<Single, 2>, PredictedLabel: Boolean, "
            + "Score: Single.",
            () => Figures.DecisionSurface(PlottingData.Uncalibrated(data), data));
        PlottingData.Rejects<ArgumentOutOfRangeException>(
            "resolution must be from 10 to 1000; received 9.",
            () => Figures.DecisionSurface(PlottingData.Linear(data), data, resolution: 9));
        Assert.ThrowsExactly<ArgumentNullException>(() => Figures.DecisionSurface(null!, data));
        Assert.ThrowsExactly<ArgumentNullException>(() => Figures.DecisionSurface(PlottingData.Linear(data), null!));
    }
}
