namespace ActReg.MLNet.Tests.Studies.Driver;

/// <summary>What is chosen, and by which figures, where those of training rows, splits and test data disagree.</summary>
[TestClass]
public sealed class StudyChoiceTests
{
    /// <summary>The first is ahead on the splits' own rows, the second on training rows, the third on the test data.</summary>
    [TestMethod]
    public void It_is_chosen_by_the_rows_of_splits_that_were_not_trained_on()
    {
        var (study, _) = FakeStudy.Of(
            trial => new(trial.IsTest ? trial.Candidate == 3 ? 0.99 : 0.4 : trial.Candidate == 1 ? 0.9 : 0.5, Train: trial.Candidate == 2 ? 1 : 0.6),
            FakeStudy.Options(StudyEvaluation.Repeats(3, 4)), candidates: 3);
        var result = study.Run(FakeStudy.Rows(24), FakeStudy.TestRows);
        Assert.AreEqual((1, 1), (result.ChosenIndex, result.BestIndex));
        Assert.AreEqual(0.9, result.Chosen!.ValidationOf("Accuracy")!.Interval.Mean, 1e-12);
        Assert.AreEqual(0.4, result.Chosen.TestOf("Accuracy")!.Interval.Mean, 1e-12);
        Assert.AreEqual(1, result.Candidates[2].Train[0].Interval.Mean, 1e-12);
    }

    /// <summary>Five folds: the best has 0.89, 0.91 and three times 0.9, a deviation of 0.00707. Its error is 0.00474 with the overlap of 1/4, 0.00316 without; 0.896 is between.</summary>
    [TestMethod]
    public void One_standard_error_is_that_of_overlapping_folds()
    {
        var (study, _) = FakeStudy.Of(
            trial => trial.Candidate == 1 ? new(trial.Fold switch { 0 => 0.89, 1 => 0.91, _ => 0.9 }) : new(trial.Candidate == 2 ? 0.896 : 0.5, ActiveShare: 0.1),
            FakeStudy.Options(StudyEvaluation.CrossValidation(5, 1, 0)));
        var result = study.Run(FakeStudy.Rows(40));
        Assert.AreEqual((2, 1), (result.ChosenIndex, result.BestIndex));
        Assert.AreEqual(Math.Sqrt((1 / 5.0 + 1 / 4.0) * 0.00005), result.Best!.ValidationOf("Accuracy")!.Interval.StandardError, 1e-9);
    }

    /// <summary>Two folds within: the best has 0.89 and 0.91, whose error is 0.0173 with their own overlap of 1, and 0.0122 with that of the five outer folds; 0.885 is between.</summary>
    [TestMethod]
    public void Within_a_fold_it_is_chosen_by_the_overlap_of_the_folds_within()
    {
        var (study, _) = FakeStudy.Of(
            trial => trial.Candidate switch
            {
                1 => new(trial.Train.Length != 16 ? 0.9 : trial.Evaluation.Min() < trial.Train.Min() ? 0.91 : 0.89),
                2 => new(0.885, ActiveShare: 0.1),
                _ => new(0.5, ActiveShare: 0.1),
            },
            FakeStudy.Options(StudyEvaluation.CrossValidation(5, 1, 2)));
        var result = study.Run(FakeStudy.Rows(40));
        CollectionAssert.AreEqual((int[])[2, 2, 2, 2, 2], result.Nested!.Chosen.ToArray());
        Assert.AreEqual(0.885, result.Nested.Metrics[0].Interval.Mean, 1e-12);
        // Against the baseline's 0.5 on the same folds.
        Assert.AreEqual(0.385, result.Nested.AgainstBaseline[0].Difference.Mean, 1e-12);
    }

    /// <summary>
    /// Of three draws the first candidate has 1, 0.4 and 0.4, the second always 0.5. By the last two the second is ahead; by the first and another one the first is, and by all three.
    /// </summary>
    [TestMethod]
    public void A_draw_that_judges_does_not_choose()
    {
        var (study, executor) = FakeStudy.Of(
            trial => trial.Candidate switch { 1 => new(trial.Train[0] == 0 ? 1 : 0.4, ActiveShare: 0.1), 2 => new(0.5), _ => new(0.1) }, FakeStudy.Options());
        var result = study.RunOnDraws(3, draw => (FakeStudy.Rows(4, 100 * draw), FakeStudy.Rows(4, 100 * draw + 50)));
        CollectionAssert.AreEqual((int[])[2, 1, 1], result.Nested!.Chosen.ToArray());
        CollectionAssert.AreEqual((double[])[0.5, 0.4, 0.4], result.Nested.Metrics[0].Values.ToArray());
        Assert.AreEqual(1.3 / 3 - 0.1, result.Nested.AgainstBaseline[0].Difference.Mean, 1e-12);
        // Each draw has the next seed.
        CollectionAssert.AreEqual((int[])[1, 2, 3], executor.Seen.Select(trial => trial.Seed).Distinct().ToArray());
    }

    /// <summary>The last one is worst on the first split of all, and is left out there; within the folds it is the best, and chosen: so it is judged by all of them.</summary>
    [TestMethod]
    [DataRow(true)]
    [DataRow(false)]
    public void What_is_left_out_is_judged_where_it_was_chosen_within(bool higherIsBetter)
    {
        var options = FakeStudy.Options(StudyEvaluation.CrossValidation(3, 1, 2));
        (options.Halving, options.CompareEarlyStopping, options.Metric) = (new(1, 1), true, higherIsBetter ? StudyMetric.Accuracy : StudyMetric.LogLoss);
        var (study, _) = FakeStudy.Of(
            trial =>
            {
                var isWithin = trial.Train.Length + trial.Evaluation.Length < 24;
                var value = trial.Candidate switch { 0 => 0.1, 1 => 0.05, 2 => 0.5, _ => isWithin ? 0.9 : 0.01 };
                return new(higherIsBetter ? value : 1 - value);
            },
            options);
        var result = study.Run(FakeStudy.Rows(24));
        Assert.AreEqual(2, result.ChosenIndex);
        // After the first split; the baseline and early stopping stay, however bad they are.
        CollectionAssert.AreEqual((int[])[3, 3, 3, 1], result.Candidates.Select(candidate => candidate.SplitCount).ToArray());
        Assert.HasCount(1, result.Candidates[3].Validation[0].Values);
        CollectionAssert.AreEqual((int[])[3, 3, 3], result.Nested!.Chosen.ToArray());
        Assert.AreEqual(higherIsBetter ? 0.01 : 0.99, result.Nested.Metrics[0].Interval.Mean, 1e-12);
        Assert.AreEqual(3, result.Nested.Metrics[0].Interval.Count);
    }

    /// <summary>On the first split the metric is defined for nobody, and the first candidate fails on the second: it alone is left out.</summary>
    [TestMethod]
    public void A_metric_that_is_not_defined_leaves_nobody_out()
    {
        var options = FakeStudy.Options();
        options.Halving = new(1, 1);
        var (study, _) = FakeStudy.Of(trial => trial.Fold == 0 ? new(double.NaN) : trial is { Fold: 1, Candidate: 1 } ? FakeFigures.Failed : new(0.5), options);
        var result = study.Run(FakeStudy.Rows(24));
        CollectionAssert.AreEqual((int[])[4, 2, 4], result.Candidates.Select(candidate => candidate.SplitCount).ToArray());
        Assert.AreEqual("it diverged", result.Candidates[1].Failure);
    }

    [TestMethod]
    public void Where_the_metric_is_defined_nowhere_none_is_chosen()
    {
        var (study, _) = FakeStudy.Of(_ => new(double.NaN), FakeStudy.Options());
        var result = study.Run(FakeStudy.Rows(24));
        Assert.IsNull(result.ChosenIndex);
        CollectionAssert.AreEqual((string[])["None was chosen: of those that did not fail, Accuracy is defined on no split."], result.Conclusions.ToArray());
    }

    /// <summary>The choice's own figures are those that it goes by; the trainings on all rows have fields of their own.</summary>
    [TestMethod]
    public void Sparsity_is_that_which_was_chosen_by_and_that_on_all_rows()
    {
        var (study, _) = FakeStudy.Of(
            trial => new(0.5, ActiveShare: trial.IsTest ? 0.9 : trial.Candidate == 1 ? 0.1 : 0.3, Weights: trial.IsTest ? 70 : 7), FakeStudy.Options(StudyEvaluation.Repeats(2, 4)));
        var chosen = study.Run(FakeStudy.Rows(24), FakeStudy.TestRows).Chosen!;
        Assert.AreEqual(0.1, chosen.ActiveShare, 1e-12);
        Assert.AreEqual(7, chosen.WeightCount);
        Assert.AreEqual(0.2, chosen.Layers.Single().L0PerRow.Mean, 1e-12);
        Assert.AreEqual(1.8, chosen.TestLayers.Single().L0PerRow.Mean, 1e-12);
    }
}
