namespace ActReg.MLNet.Tests.Studies.Driver;

/// <summary>What is said of test data: pairs of seeds, Student's intervals, and trainings that fail there alone.</summary>
[TestClass]
public sealed class StudyTestDataTests
{
    private static readonly StudyEvaluation ThreeSeeds = StudyEvaluation.Repeats(3, 4);

    /// <summary>Seeds differ by far, candidates by 0.1 on each.</summary>
    [TestMethod]
    public void Differences_are_those_of_the_same_seeds()
    {
        var (study, _) = FakeStudy.Of(trial => new(BySeed(trial) + (trial.Candidate == 1 ? 0.1 : 0)), FakeStudy.Options(ThreeSeeds), candidates: 1);
        var candidate = study.Run(FakeStudy.Rows(24), FakeStudy.TestRows).Candidates[1];
        var difference = candidate.TestAgainstBaseline.Single(of => of.Metric == "Accuracy");
        Assert.AreEqual(0.1, difference.Difference.Mean, 1e-12);
        Assert.AreEqual(0.1, difference.Difference.Low, 1e-12);
        Assert.AreEqual((0.6, 0.5), (Math.Round(difference.Mean, 12), Math.Round(difference.BaselineMean, 12)));
        // 0.2, 0.6 and 1: a deviation of 0.4, and √(1/3) of it for an error: seeds on the same rows overlap in nothing.
        Assert.AreEqual(0.4 / Math.Sqrt(3), candidate.TestOf("Accuracy")!.Interval.StandardError, 1e-12);
    }

    /// <summary>On the second seed alone it fails: it is chosen all the same, and what is told is of the other seeds, and so is what it is compared with.</summary>
    [TestMethod]
    public void A_training_that_fails_on_the_test_data_is_told_and_chooses_nothing()
    {
        var (study, _) = FakeStudy.Of(
            trial => trial is { IsTest: true, Candidate: 1, Seed: 2 } ? FakeFigures.Failed : new(BySeed(trial) + (trial.Candidate == 1 ? 0.1 : 0)), FakeStudy.Options(ThreeSeeds), candidates: 1);
        var result = study.Run(FakeStudy.Rows(24), FakeStudy.TestRows);
        var candidate = result.Candidates[1];
        Assert.AreEqual(candidate, result.Chosen);
        Assert.IsNull(candidate.Failure);
        Assert.AreEqual(new FailedTest(2, "it diverged"), candidate.FailedTests.Single());
        Assert.AreEqual(4, candidate.ValidationOf("Accuracy")!.Interval.Count);
        Assert.AreEqual("0.2, NaN, 1", string.Join(", ", candidate.TestOf("Accuracy")!.Values.Select(value => FormattableString.Invariant($"{value:0.##}"))));
        var difference = candidate.TestAgainstBaseline[0];
        Assert.AreEqual(0.1, difference.Difference.Low, 1e-12);
        // Of the first and third seed: 0.1 and 0.9.
        Assert.AreEqual(0.5, difference.BaselineMean, 1e-12);
        Assert.Contains("1 training for the test data failed, of 1 candidate, whose figures there are those of the others.", result.Conclusions);
        StringAssert.Contains(result.ToString(), "over 2 seeds: Accuracy 0.600 instead of 0.500 without a penalty", StringComparison.Ordinal);
    }

    [TestMethod]
    public void A_candidate_whose_trainings_all_fail_on_the_test_data_has_no_figures_there()
    {
        var (study, _) = FakeStudy.Of(trial => trial is { IsTest: true, Candidate: 1 } ? FakeFigures.Failed : new(trial.Candidate == 1 ? 0.9 : 0.5), FakeStudy.Options(ThreeSeeds), candidates: 1);
        var result = study.Run(FakeStudy.Rows(24), FakeStudy.TestRows);
        Assert.AreEqual(1, result.ChosenIndex);
        Assert.IsEmpty(result.Chosen!.Test);
        Assert.IsEmpty(result.Chosen.TestAgainstBaseline);
        Assert.HasCount(3, result.Chosen.FailedTests);
        Assert.Contains("3 trainings for the test data failed, of 1 candidate, whose figures there are those of the others.", result.Conclusions);
    }

    /// <summary>The baseline's failure leaves nothing to compare with: then the values are told.</summary>
    [TestMethod]
    public void Where_the_baseline_fails_values_are_told()
    {
        var (study, _) = FakeStudy.Of(trial => trial.Candidate == 0 ? FakeFigures.Failed : new(trial.IsTest ? 0.7 : 0.8), FakeStudy.Options(ThreeSeeds), candidates: 1);
        var result = study.Run(FakeStudy.Rows(24), FakeStudy.TestRows);
        Assert.AreEqual(1, result.ChosenIndex);
        Assert.Contains("In cross-validation it has Accuracy 0.800 (95 % 0.800 to 0.800), LogLoss 0.800 (95 % 0.800 to 0.800); the baseline failed.", result.Conclusions);
        Assert.Contains(
            "On the test data, which chose nothing, over 3 seeds: Accuracy 0.700 (95 % 0.700 to 0.700), LogLoss 0.700 (95 % 0.700 to 0.700); the baseline failed. "
            + "These intervals are about seeds: other test data would differ by more.",
            result.Conclusions);
        StringAssert.Contains(result.ToString(), "failed: it diverged", StringComparison.Ordinal);
    }

    /// <summary>On the first split the baseline is not defined: its mean is told of the other three, as the candidate's is beside it.</summary>
    [TestMethod]
    public void Both_means_are_of_the_splits_that_both_are_defined_on()
    {
        var (study, _) = FakeStudy.Of(
            trial => trial.Candidate == 0 ? new(trial.Fold == 0 ? double.NaN : 0.5) : new(trial.Fold == 0 ? 0.2 : 0.6), FakeStudy.Options(), candidates: 1);
        var result = study.Run(FakeStudy.Rows(24));
        Assert.AreEqual(0.5, result.Candidates[1].ValidationOf("Accuracy")!.Interval.Mean, 1e-12);
        StringAssert.Contains(result.ToString(), "Accuracy 0.600 instead of 0.500 without a penalty (+0.100, ", StringComparison.Ordinal);
    }

    /// <summary>JSON of the command line has null for a number that is none, and so has this.</summary>
    [TestMethod]
    public void Numbers_that_are_none_are_null_in_the_result_file()
    {
        var (study, _) = FakeStudy.Of(trial => new(trial.Fold == 0 ? double.NaN : 0.5), FakeStudy.Options(), candidates: 1);
        using var stream = new MemoryStream();
        study.Run(FakeStudy.Rows(24)).WriteJson(stream);
        using var json = System.Text.Json.JsonDocument.Parse(stream.ToArray());
        var values = json.RootElement.GetProperty("candidates")[0].GetProperty("validation")[0].GetProperty("values");
        Assert.AreEqual("[null, 0.5, 0.5, 0.5]", $"[{string.Join(", ", values.EnumerateArray().Select(value => value.GetRawText()))}]");
    }

    private static double BySeed(FakeTrial trial) => trial.IsTest ? trial.Seed switch { 1 => 0.1, 2 => 0.5, _ => 0.9 } : 0.5;
}
