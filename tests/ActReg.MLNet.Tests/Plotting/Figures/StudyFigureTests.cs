using ActReg.MLNet.Plotting;
using ActReg.MLNet.Tests.Testing;
using ScottPlot.Plottables;

namespace ActReg.MLNet.Tests.Plotting;

/// <summary>What is drawn of studies, read back from the plots.</summary>
[TestClass]
public sealed class StudyFigureTests
{
    [TestMethod]
    public void Scores_are_lines_over_the_logarithm_of_the_strength()
    {
        var result = StudyResults.Grid(4);
        var figure = Figures.StudyScores(result);
        Assert.AreEqual("Rows trained on, Test data", string.Join(", ", figure.Panels.Select(panel => panel.Title)));
        Assert.AreEqual(
            "L1 after ReLU; L1 before ReLU; L2 after ReLU; L2 before ReLU; No penalty; Early stopping",
            string.Join("; ", figure.Panels[0].Legend.Select(entry => entry.Label).Where(label => !label.StartsWith("Chosen", StringComparison.Ordinal) && !label.StartsWith("Best", StringComparison.Ordinal))));
        using var plot = figure.Panels[1].Build();
        var line = plot.GetPlottables<Scatter>().First(scatter => scatter.LineWidth > 0);
        var candidates = result.Candidates.Where(candidate => candidate.Candidate.Name is var name && name.StartsWith("L1 ", StringComparison.Ordinal) && name.EndsWith(" after ReLU", StringComparison.Ordinal)).ToArray();
        var points = line.Data.GetScatterPoints();
        Assert.HasCount(4, points);
        for (var i = 0; i < points.Count; i++)
        {
            Assert.AreEqual(Math.Log10(candidates[i].Candidate.Settings.Single(setting => setting.Name == "Strength").Number!.Value), points[i].X, 1e-12);
            Assert.AreEqual(candidates[i].TestOf("LogLoss")!.Interval.Mean, points[i].Y, 1e-12);
        }

        var level = plot.GetPlottables<HorizontalLine>().First();
        Assert.AreEqual(result.Baseline.TestOf("LogLoss")!.Interval.Mean, level.Y, 1e-12);
        var strip = plot.GetPlottables<VerticalSpan>().Single();
        Assert.AreEqual(result.Baseline.TestOf("LogLoss")!.Interval.Low, strip.Y1, 1e-12);
        Assert.AreEqual(result.Baseline.TestOf("LogLoss")!.Interval.High, strip.Y2, 1e-12);
    }

    [TestMethod]
    public void Without_test_data_the_splits_are_shown_and_a_reduction_has_a_row()
    {
        var figure = Figures.StudyScores(StudyResults.Grid(3, false, "BatchMean", "BatchSum"), metric: "Accuracy");
        Assert.AreEqual(2, figure.Rows);
        Assert.AreEqual(
            "Reduction BatchMean: rows trained on; Reduction BatchMean: rows of the splits; Reduction BatchSum: rows trained on; Reduction BatchSum: rows of the splits",
            string.Join("; ", figure.Panels.Select(panel => panel.Title)));
        Assert.IsTrue(figure.Panels.All(panel => panel.YLabel == "Accuracy" && panel.Bounds == figure.Panels[0].Bounds));
    }

    [TestMethod]
    public void Many_combinations_are_a_cloud_of_all_candidates()
    {
        using var plot = Figures.StudyScores(StudyResults.Random(200)).Panels[1].Build();
        Assert.AreEqual(200, plot.GetPlottables<ScottPlot.Plottables.Markers>().Single().Data.GetScatterPoints().Count);
    }

    [TestMethod]
    public void Any_number_may_be_below()
    {
        var figure = Figures.StudyScores(StudyResults.Random(20), setting: "BatchSize");
        Assert.AreEqual("BatchSize", figure.Panels[0].XLabel);
        PlottingData.Rejects<ArgumentException>(
            "setting must be one of Strength, Norm, HiddenUnits, BatchSize, LearningRate; received Epochs.", () => Figures.StudyScores(StudyResults.Random(20), setting: "Epochs"));
        PlottingData.Rejects<ArgumentException>(
            "metric must be one of Accuracy, LogLoss, AreaUnderRocCurve, AreaUnderPrecisionRecallCurve, F1Score, BrierScore, CalibrationError; received Loss.",
            () => Figures.StudyScores(StudyResults.Random(20), metric: "Loss"));
    }

    [TestMethod]
    public void Sparsity_is_that_of_the_last_hidden_layer()
    {
        var result = StudyResults.Grid(3);
        using var plot = Figures.StudySparsity(result).Panels[0].Build();
        var expected = result.Candidates.Where(candidate => candidate.Candidate.Settings.Count > 0).Select(candidate => candidate.Layers[^1].ZeroFraction.Mean).Order().ToArray();
        var drawn = plot.GetPlottables<Scatter>().Where(scatter => scatter.LineWidth > 0).SelectMany(scatter => scatter.Data.GetScatterPoints()).Select(point => point.Y).Order().ToArray();
        CollectionAssert.AreEqual(expected, drawn);
    }

    /// <summary>Told by looking at each pair.</summary>
    [TestMethod]
    public void The_frontier_joins_what_nothing_dominates()
    {
        var result = StudyResults.Random(60);
        using var plot = Figures.StudyFrontier(result).Panels[0].Build();
        (double Share, double Loss)[] all = [.. result.Candidates.Select(candidate => (candidate.ActiveShare, candidate.ValidationOf("LogLoss")!.Interval.Mean))];
        var expected = all.Where(one => !all.Any(other => (other.Share < one.Share && other.Loss <= one.Loss) || (other.Share <= one.Share && other.Loss < one.Loss)))
            .Select(one => one.Loss).OrderDescending().ToArray();
        CollectionAssert.AreEqual(expected, plot.GetPlottables<Scatter>().Single(scatter => scatter.LineWidth > 0).Data.GetScatterPoints().Select(point => point.Y).ToArray());
        Assert.AreEqual(all.Length, plot.GetPlottables<LinePlot>().Count());
    }

    [TestMethod]
    public void Curves_have_a_column_for_each_candidate_and_a_row_for_loss_and_accuracy()
    {
        var result = StudyResults.Grid(4);
        var figure = Figures.StudyCurves(result);
        Assert.AreEqual(2, figure.Rows);
        using var plot = figure.Panels[0].Build();
        var line = plot.GetPlottables<Scatter>().First();
        CollectionAssert.AreEqual(result.Baseline.Curve.Select(point => point.DataLoss.Mean).ToArray(), line.Data.GetScatterPoints().Select(point => point.Y).ToArray());
        PlottingData.Rejects<ArgumentException>(
            "result must have a candidate with a learning curve; received none.",
            () => Figures.StudyCurves(StudyResults.Of([.. result.Candidates.Select(candidate => candidate with { Curve = [] })])));
    }

    [TestMethod]
    public void Numbers_have_no_accuracy_and_no_row_of_it()
    {
        var none = new MeanInterval(0, double.NaN, double.NaN, double.NaN, double.NaN, double.NaN);
        var result = StudyResults.Grid(3);
        var figure = Figures.StudyCurves(result with
        {
            Candidates = [.. result.Candidates.Select(candidate => candidate with { Curve = [.. candidate.Curve.Select(point => point with { Accuracy = none, ValidationAccuracy = none })] })],
        });
        Assert.AreEqual(1, figure.Rows);
    }

    [TestMethod]
    public void Parallel_coordinates_have_a_line_for_each_candidate_the_best_tenth_boldly()
    {
        var result = StudyResults.Random(50);
        var figure = Figures.StudyParallelCoordinates(result);
        using var plot = figure.Panels[0].Build();
        var lines = plot.GetPlottables<Scatter>().ToArray();
        Assert.HasCount(50, lines);
        Assert.IsTrue(lines.All(line => line.Data.GetScatterPoints().Count == 6));
        var bold = lines.Where(line => line.LineWidth > 2).ToArray();
        Assert.HasCount(5, bold);
        Assert.IsTrue(bold.All(best => lines.Except(bold).All(line => line.Data.GetScatterPoints()[5].Y <= best.Data.GetScatterPoints()[5].Y)));
        PlottingData.Rejects<ArgumentException>(
            "result must have candidates that differ in 3 settings or more and have a finite score; received none.", () => Figures.StudyParallelCoordinates(StudyResults.With(false)));
    }

    /// <summary>One that diverged is told of, and does not flatten the others.</summary>
    [TestMethod]
    public void One_far_off_does_not_set_the_range()
    {
        var result = StudyResults.Grid(6);
        var far = result.Candidates[^1];
        var figure = Figures.StudyFrontier(StudyResults.Of([.. result.Candidates.SkipLast(1), far.WithLoss(900, 100)]));
        Assert.IsLessThan(1, figure.Panels[0].Bounds.Top);
        StringAssert.EndsWith(figure.Title, "(1 beyond the axis)");
    }

    [TestMethod]
    public void All_figures_are_drawn_of_any_study()
    {
        var failed = StudyResults.Candidate(new("bad", CandidateRole.Candidate, [StudyResults.Number("Strength", 1)]), 2) with { Failure = "Bad.", Validation = [], Train = [], Layers = [], ActiveShare = double.NaN };
        var baseline = StudyResults.Candidate(new("no penalty", CandidateRole.Baseline, []), 0);
        var infinite = StudyResults.Candidate(new("x", CandidateRole.Candidate, [StudyResults.Number("Strength", 0)]), 3).WithLoss(double.PositiveInfinity, 0);
        Assert.AreEqual("scores-log-loss, scores-accuracy, sparsity, frontier-log-loss, frontier-accuracy, curves, parallel", Names(StudyResults.Grid(3)));
        Assert.AreEqual("frontier-log-loss, frontier-accuracy", Names(StudyResults.Of([baseline])));
        Assert.AreEqual("frontier-log-loss, frontier-accuracy", Names(StudyResults.Of([baseline, failed])));
        Assert.AreEqual("", Names(StudyResults.Of([failed])));
        Assert.AreEqual("scores-log-loss, scores-accuracy, sparsity, frontier-log-loss, frontier-accuracy", Names(StudyResults.Of([baseline, failed, infinite])));
        Assert.AreEqual(
            "scores-log-loss, scores-accuracy, sparsity, frontier-log-loss, frontier-accuracy, curves",
            Names(StudyResults.With(true, [StudyResults.Of("Norm", "L1")], [StudyResults.Of("Norm", "a name that is far too long for an axis & <more>")])));
        Assert.AreEqual("scores-log-loss, scores-accuracy, sparsity, frontier-log-loss, frontier-accuracy, curves", Names(StudyResults.With(true, [StudyResults.Number("Strength", 0.01)])));
    }

    private static string Names(StudyResult result)
    {
        var figures = Figures.Study(result);
        foreach (var figure in figures)
            Assert.IsGreaterThan(5000, figure.Figure.ToPng().Length, figure.Name);
        return string.Join(", ", figures.Select(figure => figure.Name));
    }
}
