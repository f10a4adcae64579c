using ActReg.MLNet.Plotting;
using Microsoft.ML.Data;

namespace ActReg.MLNet.Tests.Plotting;

[TestClass]
public sealed class PointsFigureTests
{
    private sealed class ThreeFeatures
    {
        [VectorType(3)]
        public float[] Features { get; set; } = [0, 0, 0];

        public bool Label { get; set; }
    }

    private sealed class FloatLabel
    {
        [VectorType(2)]
        public float[] Features { get; set; } = [0, 0];

        public float Label { get; set; }
    }

    [TestMethod]
    public void Both_classes_have_their_color()
    {
        using var bitmap = PlottingData.Decode(Figures.Points(PlottingData.Rings()));
        Assert.IsGreaterThan(2000, PlottingData.Count(bitmap, PlottingData.Blue));
        Assert.IsGreaterThan(2000, PlottingData.Count(bitmap, PlottingData.Vermilion));
    }

    [TestMethod]
    public void Test_rows_are_hollow()
    {
        int filled = PlottingData.Count(Figures.Points(PlottingData.Rings(400)), PlottingData.Blue);
        int hollow = PlottingData.Count(
            Figures.Points(PlottingData.Rings(2), PlottingData.Rings(398)), PlottingData.Blue);
        Assert.IsLessThan(0.7 * filled, hollow);
        Assert.IsGreaterThan(0.1 * filled, hollow);
    }

    [TestMethod]
    public void A_figure_with_test_rows_shows_all_rows()
    {
        var narrow = PlottingData.Rows(new PlottingData.Row { Features = [0, 0] });
        var wide = PlottingData.Rows(new PlottingData.Row { Features = [7, 7] }, new PlottingData.Row { Features = [-7, 0] });
        var bounds = Figures.Points(narrow, wide).Panels[0].Bounds;
        Assert.IsLessThan(-7, bounds.Left);
        Assert.IsGreaterThan(7, bounds.Right);
        Assert.AreEqual(bounds.Width, bounds.Height, 1e-9);
    }

    [TestMethod]
    public void Very_different_ranges_get_their_own_scales()
    {
        var data = PlottingData.Rows(new PlottingData.Row { Features = [0, 0] }, new PlottingData.Row { Features = [1000, 1] });
        var bounds = Figures.Points(data).Panels[0].Bounds;
        Assert.IsLessThan(2, bounds.Height);
        Assert.IsGreaterThan(1000, bounds.Width);
    }

    [TestMethod]
    public void One_row_and_rows_that_are_not_finite_can_be_drawn()
    {
        var data = PlottingData.Rows(
            new PlottingData.Row { Features = [3, 4] }, new PlottingData.Row { Features = [float.NaN, 0], Label = true });
        var figure = Figures.Points(data);
        Assert.AreEqual((3, 4), (figure.Panels[0].Bounds.HorizontalCenter, figure.Panels[0].Bounds.VerticalCenter));
        Assert.IsGreaterThan(100, PlottingData.Count(figure, PlottingData.Blue));
    }

    [TestMethod]
    public void Data_of_another_shape_are_rejected()
    {
        PlottingData.Rejects<ArgumentException>(
            "Column \"Features\" must be a vector of 2 Single values; received Vector<Single, 3>.",
            () => Figures.Points(PlottingData.Rows(new ThreeFeatures())));
        PlottingData.Rejects<ArgumentException>(
            "Column \"Label\" must be Boolean; received Single.", () => Figures.Points(PlottingData.Rows(new FloatLabel())));
        PlottingData.Rejects<ArgumentException>(
            "data must have a column \"X\"; received Features, Label.",
            () => Figures.Points(PlottingData.Rings(), featureColumnName: "X"));
        PlottingData.Rejects<ArgumentException>(
            "test must have at least one row with finite features; received 0.",
            () => Figures.Points(PlottingData.Rings(), PlottingData.Rows<PlottingData.Row>()));
        Assert.ThrowsExactly<ArgumentNullException>(() => Figures.Points(null!));
    }
}
