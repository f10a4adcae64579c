using CsCheck;

namespace ActReg.MLNet.Tests.Studies.Driver;

/// <summary>Whatever fails, is not defined, is left out or cancelled: a study gives a result that can be read, or says why not.</summary>
[TestClass]
public sealed class StudyFuzzTests
{
    [TestMethod]
    public void Nothing_throws_whatever_trials_give() => Gen.Int[0, 1_000_000].Sample(
        seed =>
        {
            var random = new Random(seed);
            using var cancellation = new CancellationTokenSource();
            var hasTest = random.Next(2) == 0;
            double failing = random.Next(3) * 0.12, undefined = random.Next(3) * 0.2;
            var (leftToCancel, salt) = (random.Next(2) == 0 ? random.Next(1, 60) : int.MaxValue, random.Next());
            var options = new StudyOptions
            {
                Evaluation = hasTest && random.Next(2) == 0
                    ? StudyEvaluation.Repeats(random.Next(1, 4), random.Next(2, 5)) : StudyEvaluation.CrossValidation(random.Next(2, 5), random.Next(1, 3), random.Next(2) * random.Next(2, 4)),
                CompareEarlyStopping = random.Next(2) == 0,
                LearningCurves = random.Next(2) == 0,
                Halving = random.Next(3) == 0 ? new(random.Next(1, 3), random.Next(1, 3)) : null,
                Stop = random.Next(3) == 0 ? new(0.2) : null,
                Metric = random.Next(2) == 0 ? StudyMetric.LogLoss : StudyMetric.AreaUnderRocCurve,
                CancellationToken = cancellation.Token,
                OnCancellation = random.Next(2) == 0 ? CancellationBehavior.KeepBest : CancellationBehavior.Throw,
                OnProgress = _ =>
                {
                    if (--leftToCancel == 0)
                        cancellation.Cancel();
                },
            };
            var study = FakeStudy.Of(Figures, options, random.Next(1, 5)).Study;
            try
            {
                Read(random.Next(3) == 0
                    ? study.RunOnDraws(random.Next(2, 5), draw => (FakeStudy.Rows(4, 100 * draw), FakeStudy.Rows(4, 100 * draw + 50)))
                    : study.Run(FakeStudy.Rows(24), hasTest ? FakeStudy.TestRows : null));
            }
            catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
            {
            }
            catch (InvalidOperationException e) when (e.Message.StartsWith("Every candidate failed", StringComparison.Ordinal))
            {
            }

            FakeFigures Figures(FakeTrial trial)
            {
                var of = new Random(HashCode(salt, trial.Candidate, trial.Seed, trial.Fold, trial.HasCurve ? 1 : 0));
                return of.NextDouble() < failing ? FakeFigures.Failed
                    : new(of.NextDouble() < undefined ? double.NaN : of.NextDouble(), of.NextDouble() < undefined ? double.NaN : of.NextDouble(), of.NextDouble());
            }
        },
        iter: 300, threads: 1);

    /// <summary>With test data that make trainings fail, what is chosen is the same as with others.</summary>
    [TestMethod]
    public void The_choice_does_not_hang_on_test_data() => Gen.Int[0, 1_000_000].Sample(
        seed =>
        {
            Assert.AreEqual(Run(test: 0), Run(test: 1));
            Assert.AreEqual(Run(test: 0), Run(test: 2));

            (int?, int?) Run(int test)
            {
                var (study, _) = FakeStudy.Of(
                    trial =>
                    {
                        var of = new Random(HashCode(seed, trial.Candidate, trial.Seed, trial.Fold, trial.IsTest ? test : 0));
                        return trial.IsTest && of.Next(2) == 0 ? FakeFigures.Failed : new(of.NextDouble(), of.NextDouble(), of.NextDouble());
                    },
                    FakeStudy.Options(StudyEvaluation.Repeats(2, 3)), candidates: 3);
                var result = study.Run(FakeStudy.Rows(24), FakeStudy.TestRows);
                return (result.ChosenIndex, result.BestIndex);
            }
        },
        iter: 30, threads: 1);

    private static void Read(StudyResult result)
    {
        Assert.IsNotEmpty(result.Conclusions);
        Assert.IsNotEmpty(result.ToString());
        using var stream = new MemoryStream();
        result.WriteJson(stream);
        Assert.IsGreaterThan(100, stream.Length);
        using var cursor = result.ToDataView(new Microsoft.ML.MLContext()).GetRowCursor([]);
        while (cursor.MoveNext())
        {
        }
    }

    // The framework's is another one in each process.
    private static int HashCode(params int[] values) => values.Aggregate(17, (hash, value) => unchecked((hash ^ value) * 16777619 + 7919));
}
