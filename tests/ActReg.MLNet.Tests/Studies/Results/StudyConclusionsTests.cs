namespace ActReg.MLNet.Tests.Studies.Results;

/// <summary>What a study says is what its trials were made to be.</summary>
[TestClass]
public sealed class StudyConclusionsTests
{
    private const float Fast = 0.1f;

    /// <summary>The learning rate makes 0.633 to 0.933, and the penalty 0.933 to 0.94: that is what it is credited with.</summary>
    [TestMethod]
    public void A_penalty_is_told_beside_the_same_other_options_without_one()
    {
        var result = Run(
            StudySpace.Grid(StudySpace.Vary(options => options.LearningRate, 0.01f, Fast), StudySpace.VaryStrength(0, 0.01f)),
            candidate => new(candidate.Contains("LearningRate 0.1", StringComparison.Ordinal) ? IsPenalized(candidate) ? 0.94 : 0.933 : 0.633, ActiveShare: IsPenalized(candidate) ? 0.1 : 0.5));
        Assert.AreEqual("L1 0.01 after ReLU, LearningRate 0.1", result.Chosen!.Candidate.Name);
        Assert.AreEqual(
            "In cross-validation it has Accuracy 0.940 instead of 0.933 with the same other options and no penalty (+0.0070, 95 % 0.0070 to 0.0070: better); "
            + "LogLoss 0.940 instead of 0.933 with the same other options and no penalty (+0.0070, 95 % 0.0070 to 0.0070: worse)."
            + " As the best of 4 by the same splits it looks better than it is."
            + " Its other options are part of what it is beside the base options: Accuracy 0.940 instead of 0.633 with the base options and no penalty (+0.307, 95 % 0.307 to 0.307: better); "
            + "LogLoss 0.940 instead of 0.633 with the base options and no penalty (+0.307, 95 % 0.307 to 0.307: worse).",
            result.Conclusions[1]);
        Assert.DoesNotContain("0.633 without a penalty", result.ToString());
        StringAssert.Contains(result.Conclusions[^1], "; with the same other options and no penalty 50 %, 0 % and 0.100.", StringComparison.Ordinal);
    }

    /// <summary>On the test data, too.</summary>
    [TestMethod]
    public void Test_data_tell_the_penalty_in_the_same_way()
    {
        var result = Run(
            StudySpace.Grid(StudySpace.Vary(options => options.LearningRate, Fast), StudySpace.VaryStrength(0, 0.01f)),
            candidate => new(candidate.Contains("LearningRate", StringComparison.Ordinal) ? IsPenalized(candidate) ? 0.94 : 0.933 : 0.633, ActiveShare: IsPenalized(candidate) ? 0.1 : 0.5),
            StudyEvaluation.Repeats(3, 4));
        StringAssert.StartsWith(
            result.Conclusions[2],
            "On the test data, which chose nothing, over 3 seeds: Accuracy 0.940 instead of 0.933 with the same other options and no penalty (+0.0070, ", StringComparison.Ordinal);
    }

    [TestMethod]
    public void Without_such_a_candidate_effects_are_not_told_apart()
    {
        var result = Run(
            StudySpace.Grid(StudySpace.Vary(options => options.LearningRate, Fast), StudySpace.VaryStrength(0.01f)), candidate => new(IsPenalized(candidate) ? 0.94 : 0.633));
        StringAssert.StartsWith(result.Conclusions[1], "In cross-validation it has Accuracy 0.940 instead of 0.633 with the base options and no penalty (", StringComparison.Ordinal);
        StringAssert.EndsWith(
            result.Conclusions[1], "What its penalty brings cannot be told apart from what its other options bring: the space has no candidate with these and no penalty.", StringComparison.Ordinal);
        Assert.IsNull(result.Chosen!.Candidate.UnpenalizedIndex);
    }

    /// <summary>A strength of 0 is no penalty, whatever norm stands beside it: it is the baseline, or the best without one.</summary>
    [TestMethod]
    public void A_strength_of_0_is_no_penalty()
    {
        var result = Run(
            StudySpace.Grid(
                StudySpace.VaryNorm(ActivityNorm.L1, ActivityNorm.L2), StudySpace.VaryStrength(0, 0.01f), StudySpace.Vary(options => options.LearningRate, 3e-4f, Fast)),
            candidate => new(candidate == "no penalty, LearningRate 0.1" ? 0.94 : candidate.StartsWith("L2", StringComparison.Ordinal) ? 0.7 : 0.633));
        CollectionAssert.AreEqual(
            (string[])["no penalty", "no penalty, LearningRate 0.1", "L1 0.01 after ReLU, LearningRate 3e-4", "L1 0.01 after ReLU, LearningRate 0.1",
                "L2 0.01 after ReLU, LearningRate 3e-4", "L2 0.01 after ReLU, LearningRate 0.1"],
            result.Candidates.Select(candidate => candidate.Candidate.Name).ToArray());
        CollectionAssert.AreEqual((int?[])[0, 1, 0, 1, 0, 1], result.Candidates.Select(candidate => candidate.Candidate.UnpenalizedIndex).ToArray());
        // Of no norm, and nowhere.
        CollectionAssert.AreEqual((string[])["Strength", "LearningRate"], result.Candidates[1].Candidate.Settings.Select(setting => setting.Name).ToArray());
        StringAssert.StartsWith(result.Conclusions[1], "What was chosen has no penalty. In cross-validation it has Accuracy 0.940 instead of 0.633 with the base options (", StringComparison.Ordinal);
        StringAssert.StartsWith(
            result.Conclusions[2], "The best that has one, L2 0.01 after ReLU, LearningRate 3e-4, has Accuracy 0.700 instead of 0.633 with the same other options and no penalty (", StringComparison.Ordinal);
        Assert.Contains("Of the 8 candidates of the space, 2 equal others and stand in the results once.", result.Notes);
    }

    /// <summary>Where nothing else varies, the words are as plain as they can be.</summary>
    [TestMethod]
    public void Where_only_penalties_vary_the_baseline_is_without_one()
    {
        var result = Run(StudySpace.Grid(StudySpace.VaryStrength(0, 0.01f)), candidate => new(IsPenalized(candidate) ? 0.94 : 0.633));
        StringAssert.StartsWith(result.Conclusions[1], "In cross-validation it has Accuracy 0.940 instead of 0.633 without a penalty (", StringComparison.Ordinal);
        Assert.DoesNotContain("options", result.Conclusions[1]);
        Assert.IsEmpty(result.Notes);
    }

    /// <summary>The splits that picked it of several tell more of it than is there; of one there is nothing to pick.</summary>
    [TestMethod]
    public void What_was_picked_of_several_looks_better_than_it_is()
    {
        var picked = Run(StudySpace.Grid(StudySpace.VaryStrength(0.001f, 0.01f)), candidate => new(candidate.Contains("0.01", StringComparison.Ordinal) ? 0.94 : 0.633));
        StringAssert.EndsWith(picked.Conclusions[1], " As the best of 2 by the same splits it looks better than it is.", StringComparison.Ordinal);
        using var json = new MemoryStream();
        picked.WriteJson(json);
        StringAssert.Contains(System.Text.Encoding.UTF8.GetString(json.ToArray()), "As the best of 2 by the same splits it looks better than it is.", StringComparison.Ordinal);

        // The sparsest within one standard error is not the best.
        var sparse = Run(
            StudySpace.Grid(StudySpace.VaryStrength(0.001f, 0.01f)),
            candidate => IsPenalized(candidate) ? new(0.94, ActiveShare: candidate.Contains("0.01", StringComparison.Ordinal) ? 0.1 : 0.5) : new(0.633));
        Assert.AreEqual("L1 0.01 after ReLU", sparse.Chosen!.Candidate.Name);
        StringAssert.Contains(sparse.Conclusions[1], " of 2 by the same splits it ", StringComparison.Ordinal);

        var only = Run(StudySpace.Grid(StudySpace.VaryStrength(0.01f)), candidate => new(IsPenalized(candidate) ? 0.94 : 0.633));
        Assert.DoesNotContain("looks better", only.Conclusions[1]);
    }

    [TestMethod]
    public void One_to_compare_with_that_failed_is_named()
    {
        var result = Run(
            StudySpace.Grid(StudySpace.Vary(options => options.LearningRate, Fast), StudySpace.VaryStrength(0, 0.01f)),
            candidate => candidate == "no penalty, LearningRate 0.1" ? FakeFigures.Failed : new(IsPenalized(candidate) ? 0.94 : 0.633));
        StringAssert.Contains(result.Conclusions[1], "; no penalty, LearningRate 0.1, which it is to be compared with, failed.", StringComparison.Ordinal);
    }

    [TestMethod]
    [DataRow(0, "None of its 4 trainings stopped early, with a patience of 1 epoch in 4: they had all of these, and have the weights of the best.")]
    [DataRow(1, "1 of its 4 trainings stopped early, with a patience of 1 epoch in 4.")]
    [DataRow(4, "4 of its 4 trainings stopped early, with a patience of 1 epoch in 4.")]
    public void How_often_trainings_stopped_early_is_told(int stopped, string text)
    {
        var options = FakeStudy.Options();
        options.CompareEarlyStopping = true;
        var (study, _) = FakeStudy.Of(trial => new(0.5, Epochs: trial.Candidate == 1 && trial.Fold < stopped ? 2 : FakeStudy.Epochs), options);
        var result = study.Run(FakeStudy.Rows(24));
        StringAssert.EndsWith(result.Conclusions.Single(conclusion => conclusion.StartsWith("Early stopping", StringComparison.Ordinal)), $". {text}", StringComparison.Ordinal);
        Assert.AreEqual(new EarlyStops(4, stopped, 1, 4), result.Candidates[1].EarlyStops);
        Assert.IsNull(result.Baseline.EarlyStops);
    }

    /// <summary>Base options or a space that stop by themselves: then it is told of all of these together.</summary>
    [TestMethod]
    [DataRow(4, "None of the 4 trainings stopped early of the candidates that are to. The patience is too long for the epochs, or they are too few.")]
    [DataRow(3, "4 of the 4 trainings stopped early of the candidates that are to.")]
    public void Candidates_that_stop_early_are_counted(int epochs, string text) => Assert.Contains(text, Run(
        StudySpace.Grid(StudySpace.Vary(options => options.EarlyStopping, new EarlyStopping(TrainingMetric.DataLoss))),
        candidate => new(0.5, Epochs: candidate.StartsWith("EarlyStopping", StringComparison.Ordinal) ? epochs : FakeStudy.Epochs)).Conclusions);

    /// <summary>Warnings that differ in numbers alone are one kind; each training that gave one counts.</summary>
    [TestMethod]
    public void Warnings_are_counted()
    {
        var (study, _) = FakeStudy.Of(
            trial => new(0.5, Warning: trial.Candidate == 0 ? null : trial.Fold == 0 ? $"Layer {trial.Candidate} is dead." : trial.Candidate == 2 ? "Features are off scale." : null),
            FakeStudy.Options());
        var result = study.Run(FakeStudy.Rows(24));
        Assert.Contains("Trainers warned in 5 trainings of 2 candidates: “Layer 1 is dead.” (2 candidates); “Features are off scale.” (1 candidate).", result.Conclusions);
        Assert.AreEqual("0, 1, 4", string.Join(", ", result.Candidates.Select(candidate => candidate.WarnedTrainings)));
    }

    private static bool IsPenalized(string candidate) => candidate.StartsWith('L') && !candidate.StartsWith("Learning", StringComparison.Ordinal);

    private static StudyResult Run(StudySpace space, Func<string, FakeFigures> figures, StudyEvaluation? evaluation = null)
    {
        ActivityRegularizationStudy? made = null;
        (made, _) = FakeStudy.Of(trial => figures(made!.Candidates[trial.Candidate].Name), FakeStudy.Options(evaluation), space: space);
        return made.Run(FakeStudy.Rows(24), evaluation == null ? null : FakeStudy.TestRows);
    }
}
