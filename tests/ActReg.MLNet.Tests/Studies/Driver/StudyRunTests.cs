using ActReg.MLNet.Tests.Testing;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace ActReg.MLNet.Tests.Studies.Driver;

/// <summary>How a study goes about its trials: which it waits for, counts, and knows again.</summary>
[TestClass]
public sealed class StudyRunTests
{
    private static readonly MLContext MLContext = new(seed: 1);

    /// <summary>12 trials of folds, of which the executor keeps three back.</summary>
    [TestMethod]
    public void Trials_that_are_not_reported_end_the_study()
    {
        var (study, executor) = FakeStudy.Of(_ => new(0.5), FakeStudy.Options());
        executor.IsLost = trial => trial.Fold == 2;
        Assert.AreEqual(
            "The executor must report a result of each trial; of 12 trials, 3 have none.", Assert.Throws<InvalidOperationException>(() => study.Run(FakeStudy.Rows(24))).Message);
    }

    /// <summary>It comes back when it is cancelled, and says nothing.</summary>
    [TestMethod]
    public void An_executor_that_ends_without_a_word_when_it_is_cancelled_is_cancelled()
    {
        using var cancellation = new CancellationTokenSource();
        var options = FakeStudy.Options();
        options.CancellationToken = cancellation.Token;
        var (study, executor) = FakeStudy.Of(_ => new(0.5), options);
        executor.IsLost = trial =>
        {
            if (trial.Fold > 0)
                cancellation.Cancel();
            return trial.Fold > 0;
        };
        executor.IsSilent = true;
        Assert.Throws<OperationCanceledException>(() => study.Run(FakeStudy.Rows(24)));
    }

    [TestMethod]
    [DataRow(2, 0)]
    [DataRow(2, 2)]
    [DataRow(0, 0)]
    public void No_more_trials_are_made_than_were_told(int candidates, int nestedFolds)
    {
        var seen = new List<StudyProgress>();
        var options = FakeStudy.Options(StudyEvaluation.CrossValidation(4, 1, nestedFolds));
        (options.LearningCurves, options.OnProgress) = (true, seen.Add);
        var (study, _) = FakeStudy.Of(trial => new(trial.Candidate == 1 ? 0.9 : trial.Candidate == 2 ? 0.89 + 0.01 * (trial.Fold % 2) : 0.1), options, Math.Max(1, candidates));
        study.Run(FakeStudy.Rows(24), candidates == 0 ? FakeStudy.TestRows : null);
        Assert.IsLessThanOrEqualTo(seen[^1].Total, seen[^1].Done);
        Assert.AreEqual(seen.Count, seen[^1].Done);
    }

    /// <summary>All candidates chosen, best and without a penalty are others: then it is as many as were told.</summary>
    [TestMethod]
    public void Learning_curves_count()
    {
        var seen = new List<StudyProgress>();
        var options = FakeStudy.Options();
        (options.LearningCurves, options.OnProgress) = (true, seen.Add);
        var (study, _) = FakeStudy.Of(
            trial => trial.Candidate switch { 1 => new(trial.Fold % 2 == 0 ? 0.8 : 1), 2 => new(0.89, ActiveShare: 0.1), _ => new(0.1) }, options);
        var result = study.Run(FakeStudy.Rows(24));
        Assert.AreEqual((2, 1), (result.ChosenIndex, result.BestIndex));
        Assert.AreEqual((3 * 4 + 3 * 4, 3 * 4 + 3 * 4), (seen[^1].Done, seen[^1].Total));
    }

    /// <summary>The second draw is of other rows, the first is the same.</summary>
    [TestMethod]
    public void A_journal_of_other_draws_is_refused_though_the_first_is_the_same()
    {
        using var folder = new TemporaryFolder();
        Study().RunOnDraws(2, draw => (FakeStudy.Rows(4, 100 * draw), FakeStudy.Rows(4, 100 * draw + 50)));
        StringAssert.Contains(
            Assert.Throws<InvalidOperationException>(() => Study().RunOnDraws(2, draw => (FakeStudy.Rows(4, 200 * draw), FakeStudy.Rows(4, 100 * draw + 50)))).Message, "by its data, ",
            StringComparison.Ordinal);

        ActivityRegularizationStudy Study()
        {
            var options = FakeStudy.Options();
            options.JournalPath = folder["study.jsonl"];
            return FakeStudy.Of(_ => new(0.5), options).Study;
        }
    }

    /// <summary>The two make the same of all rows, and other things of folds.</summary>
    [TestMethod]
    public void A_journal_of_other_pre_processing_is_refused()
    {
        using var folder = new TemporaryFolder();
        Study(0).Run(FakeStudy.Rows(24));
        StringAssert.Contains(Assert.Throws<InvalidOperationException>(() => Study(1).Run(FakeStudy.Rows(24))).Message, "by its data, ", StringComparison.Ordinal);

        ActivityRegularizationStudy Study(float shift)
        {
            var options = FakeStudy.Options();
            options.JournalPath = folder["study.jsonl"];
            var fits = 0;
            // The first fit is of all rows.
            options.Preprocessing = new StubEstimator(MLContext.Transforms.CopyColumns("Other", "Label"))
            {
                FitWith = data => Shifted(data, fits++ == 0 ? 0 : shift),
            };
            return FakeStudy.Of(_ => new(0.5), options).Study;
        }

        static ITransformer Shifted(IDataView data, float shift) => MLContext.Transforms.CustomMapping<Point, Shift>(
            (point, shifted) => shifted.Features = [point.Features[0] + shift], contractName: null).Fit(data);
    }

    [TestMethod]
    public void An_identity_has_all_that_a_result_hangs_on()
    {
        var identity = Identity(StudyTask.Binary, "none");
        CollectionAssert.AreEqual(
            (string[])["candidates", "data", "elimination", "evaluation", "format", "library", "machine", "seed", "task"], identity.Keys.ToArray());
        Assert.AreEqual(("binary", "none"), (identity["task"], identity["elimination"]));
        Assert.AreEqual("multiclass", Identity(StudyTask.Multiclass, "none")["task"]);
        Assert.AreEqual("by halves", Identity(StudyTask.Binary, "by halves")["elimination"]);
        // Of two builds it differs.
        Assert.EndsWith(typeof(StudyTask).Assembly.ManifestModule.ModuleVersionId.ToString(), identity["library"]);

        static SortedDictionary<string, string> Identity(StudyTask task, string elimination) => StudyIdentity.Of(task, [], "4 folds", 1, "a", elimination);
    }

    [TestMethod]
    public void Another_elimination_is_another_study()
    {
        using var folder = new TemporaryFolder();
        Study(null).Run(FakeStudy.Rows(24));
        StringAssert.Contains(
            Assert.Throws<InvalidOperationException>(() => Study(new()).Run(FakeStudy.Rows(24))).Message, "by its elimination, none there and SuccessiveHalving", StringComparison.Ordinal);

        ActivityRegularizationStudy Study(SuccessiveHalving? halving)
        {
            var options = FakeStudy.Options();
            (options.JournalPath, options.Halving) = (folder["study.jsonl"], halving);
            return FakeStudy.Of(_ => new(0.5), options).Study;
        }
    }

    private sealed class Point
    {
        [VectorType(1)]
        public float[] Features { get; set; } = [];
    }

    private sealed class Shift
    {
        [VectorType(1)]
        public float[] Features { get; set; } = [];
    }
}
