using ActReg.MLNet.Plotting;
using Microsoft.ML;

namespace ActReg.MLNet.Tests.Plotting;

[TestClass]
public sealed class SparsityFigureTests
{
    private readonly MLContext _mlContext = new(seed: 1);

    /// <summary>Of the same layers, one as dense as can be and one as sparse.</summary>
    [TestMethod]
    public void A_bar_is_as_long_as_its_share()
    {
        var (dense, sparse) = (Figures.Sparsity(Report(Activation.Linear)), Figures.Sparsity(Report(Activation.Relu, strength: 100)));
        // What is left without bars are the legend's squares.
        var squares = PlottingData.Count(dense, PlottingData.Blue);
        Assert.IsLessThan(1000, squares);
        Assert.IsGreaterThan(20 * squares, PlottingData.Count(sparse, PlottingData.Blue));
        Assert.IsGreaterThan(20 * squares, PlottingData.Count(sparse, PlottingData.Vermilion));
        Assert.AreEqual("Hidden layers on 100 rows", dense.Title);
        Assert.AreEqual("Mine", Figures.Sparsity(Report(Activation.Linear), "Mine").Title);
    }

    [TestMethod]
    public void Each_layer_has_its_line()
    {
        var (one, three) = (Figures.Sparsity(Report(Activation.Relu)), Figures.Sparsity(Report(Activation.Relu, layers: 3)));
        Assert.AreEqual(one.Width, three.Width);
        Assert.AreEqual(2 * 50 * Figure.Scale, three.Height - one.Height);
    }

    [TestMethod]
    public void Without_a_hidden_layer_there_is_nothing_to_draw() =>
        PlottingData.Rejects<ArgumentException>("report must have a hidden layer; received none.", () => Figures.Sparsity(Report(Activation.Relu, layers: 0)));

    private SparsityReport Report(Activation activation, float strength = 0, int layers = 1)
    {
        var data = _mlContext.Data.LoadCircles(sampleCount: 100, noise: 0.1, seed: 1);
        var options = new ActivityRegularizedMlpOptions
        {
            Layers = [.. Enumerable.Range(0, layers).Select(_ => Layer.Dense(4, activation, strength > 0 ? ActivityRegularizer.L1(strength) : null))],
            Epochs = strength > 0 ? 300 : 1,
            LearningRate = 1e-2f,
        };
        return SparsityReport.Create(_mlContext.BinaryClassification.Trainers.ActivityRegularizedMlp(options).Fit(data), data);
    }
}
