using ActReg.MLNet.Plotting;

namespace ActReg.MLNet.Tests.Plotting;

[TestClass]
public sealed class CurveFigureTests
{
    [TestMethod]
    public void Accuracy_has_a_line_for_training_and_one_for_validation()
    {
        var figure = Figures.LearningCurve(PlottingData.History(4000), "Noisy", "Test");
        using var bitmap = PlottingData.Decode(figure);
        Assert.IsGreaterThan(500, PlottingData.Count(bitmap, PlottingData.Blue));
        Assert.IsGreaterThan(500, PlottingData.Count(bitmap, PlottingData.Vermilion));
        Assert.AreEqual("Training, Test", string.Join(", ", figure.Panels[0].Legend.Select(e => e.Label)));
    }

    [TestMethod]
    public void Without_validation_its_line_and_legend_are_left_out()
    {
        var figure = Figures.LearningCurve(PlottingData.History(100, validation: false));
        Assert.HasCount(1, figure.Panels[0].Legend);
        Assert.AreEqual(0, PlottingData.Count(figure, PlottingData.Vermilion));
    }

    [TestMethod]
    public void Perfect_accuracy_lies_inside_the_limits()
    {
        var bounds = Figures.LearningCurve(PlottingData.History(100)).Panels[0].Bounds;
        Assert.IsGreaterThan(1, bounds.Top);
        Assert.IsLessThan(1.05, bounds.Top);
        Assert.AreEqual(0.5, bounds.Bottom, 1e-12);
    }

    [TestMethod]
    public void Losses_show_the_penalty_apart()
    {
        var figure = Figures.LossCurve(PlottingData.History(200));
        Assert.AreEqual("Training, Validation, Activity penalty", string.Join(", ", figure.Panels[0].Legend.Select(e => e.Label)));
        Assert.IsGreaterThan(500, PlottingData.Count(figure, PlottingData.Green));
    }

    [TestMethod]
    [DataRow(true)]
    [DataRow(false)]
    public void Without_a_penalty_its_line_is_left_out(bool logarithmic)
    {
        var figure = Figures.LossCurve(PlottingData.History(200, penalty: 0), logarithmic: logarithmic);
        Assert.HasCount(2, figure.Panels[0].Legend);
        Assert.AreEqual(0, PlottingData.Count(figure, PlottingData.Green));
    }

    [TestMethod]
    public void One_epoch_is_a_dot() =>
        Assert.IsGreaterThan(150, PlottingData.Count(Figures.LearningCurve(PlottingData.History(1, validation: false)), PlottingData.Blue));

    [TestMethod]
    public void Histories_without_a_figure_to_show_are_rejected()
    {
        PlottingData.Rejects<ArgumentException>(
            "history must have at least one epoch; received 0.", () => Figures.LearningCurve([]));
        PlottingData.Rejects<ArgumentException>(
            "history must have at least one epoch; received 0.", () => Figures.LossCurve([]));
        PlottingData.Rejects<ArgumentException>(
            "history must have an epoch with an Accuracy; received only NaN.",
            () => Figures.LearningCurve([PlottingData.History(1, validation: false)[0] with { Accuracy = double.NaN }]));
        Assert.ThrowsExactly<ArgumentNullException>(() => Figures.LearningCurve(null!));
        Assert.ThrowsExactly<ArgumentNullException>(() => Figures.LossCurve(null!));
    }
}
