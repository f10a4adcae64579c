namespace ActReg.MLNet.Tests;

[TestClass]
public sealed class AdaptedTests
{
    private static readonly float[] Lengths = [1, 2, 3, 4, 100, float.NaN];

    [TestMethod]
    public void Imputation_finds_medians_and_which_features_are_missing()
    {
        var adapted = Layer.Imputation().Adapt(Columns([5, 5, 5, 5, 5, 5], Lengths, [float.NaN, float.NaN, float.NaN, float.NaN, float.NaN, float.NaN]));
        TinyTraining.AreEqual([1, 2], ((ImputationLayer)adapted.Layer).Indicators!);
        TinyTraining.AreEqual([5f, 3, 0], adapted.Weights.Single());
        Assert.HasCount(5, adapted.Output.Columns);
        TinyTraining.AreEqual([0f, 0, 0, 0, 0, 1], adapted.Output.Columns[3]);
        TinyTraining.AreEqual(Enumerable.Repeat(1f, 6), adapted.Output.Columns[4]);
    }

    [TestMethod]
    public void Indicators_that_are_given_stay() =>
        TinyTraining.AreEqual([0], ((ImputationLayer)new ImputationLayer([0]).Adapt(Columns(Lengths, Lengths)).Layer).Indicators!);

    /// <summary>Of 1, 2, 3, 4, 100 the quartiles are 2 and 4; of mostly zeros the range is 0, and half of all of it counts.</summary>
    [TestMethod]
    public void Robust_scaling_finds_medians_and_interquartile_ranges()
    {
        var adapted = Layer.RobustScaling().Adapt(Columns(Lengths, [0, 0, 0, 0, 8, 0], [7, 7, 7, 7, 7, 7], [float.NaN, float.NaN, float.NaN, float.NaN, float.NaN, float.NaN]));
        TinyTraining.AreEqual([3f, 0, 7, 0], adapted.Weights[0]);
        TinyTraining.AreEqual([0.5f, 0.25f, 0, 0], adapted.Weights[1]);
    }

    /// <summary>Values filled in would narrow the range: of 1 to 5 and five times 3 the quartiles are 3 and 3.</summary>
    [TestMethod]
    public void Values_that_were_missing_do_not_count_behind_imputation()
    {
        var columns = Columns([1, 2, 3, 4, 5, float.NaN, float.NaN, float.NaN, float.NaN, float.NaN]);
        var scaled = Layer.RobustScaling().Adapt(Layer.Imputation().Adapt(columns).Output);
        Assert.AreEqual(0.5f, scaled.Weights[1][0]);
    }

    /// <summary>Behind imputation, so that the missing length counts for no edge; what counts categories stays as it is.</summary>
    [TestMethod]
    public void Piecewise_linear_encoding_finds_bins()
    {
        var columns = Columns(Lengths, [0, 1, 2, 5, 0, 0], [7, 7, 7, 7, 7, 7], [0, 1, 1, 0, 0, 1]) with { Categories = new HashSet<int> { 1 } };
        var adapted = Layer.PiecewiseLinearEncoding(2).Adapt(Layer.Imputation().Adapt(columns).Output);
        var layer = (PiecewiseLinearEncodingLayer)adapted.Layer;
        TinyTraining.AreEqual([2, 1, 1, 1, 1], layer.BinCounts!);
        TinyTraining.AreEqual([1f, 3, 0, 7, 0, 0], adapted.Weights[0]);
        TinyTraining.AreEqual([1 / 2f, 1 / 97f, 1, 0, 1, 1], adapted.Weights[1]);
        Assert.AreEqual(Layer.PiecewiseLinearEncoding(2), layer.Unadapted);
        Assert.AreEqual(layer, new PiecewiseLinearEncodingLayer(2, [2, 1, 1, 1, 1]));
        Assert.AreNotEqual(layer, new PiecewiseLinearEncodingLayer(2, [1, 2, 1, 1, 1]));
    }

    [TestMethod]
    public void A_range_too_small_to_divide_by_is_none()
    {
        var adapted = Layer.RobustScaling().Adapt(Columns([0, 1e-45f, 0, 1e-45f]));
        Assert.AreEqual(0, adapted.Weights[1][0]);
    }

    private static SampledColumns Columns(params float[][] columns) => new(columns, Weights: null);
}
