using System.Text.Json;
using ActReg.MLNet.Cli.CaseStudy;

namespace ActReg.MLNet.Tests.Cli;

/// <summary>What the study promises whatever it studies; with few epochs.</summary>
[TestClass]
public sealed class StudyTests
{
    private static readonly CaseStudySettings Short = new() { Repeats = 3, Epochs = 150 };

    private static StudyResult Run(CaseStudySettings settings, int parallelism = 1) => Study.Run(settings, parallelism, null, CancellationToken.None);

    /// <summary>Of each model the test log-loss of each initialization.</summary>
    private static double[][] Losses(StudyResult result) => [.. result.Candidates.Select(candidate => candidate.TestOf("LogLoss")!.Values.ToArray())];

    [TestMethod]
    public void The_models_are_the_candidates()
    {
        var result = Run(Short with { Repeats = 1, Epochs = 2 });
        Assert.HasCount(3, result.Candidates);
        Assert.AreEqual(CandidateRole.Baseline, result.Candidates[0].Candidate.Role);
        // Before the ReLU L1 makes nothing sparse; the layer that is told of is after it in each.
        CollectionAssert.AreEqual((int[])[0, 1, 0], result.Candidates.Select(candidate => candidate.Layers.Single().Index).ToArray());
        Assert.IsTrue(result.Candidates.All(candidate => candidate.Epochs == 2 && candidate.Layers.Single().Units == 500));
    }

    [TestMethod]
    public void Each_repeat_has_the_next_seed()
    {
        var three = Losses(Run(Short));
        var second = Losses(Run(Short with { Seed = Short.Seed + 1, Repeats = 1 }, parallelism: 2));
        CollectionAssert.AreEqual(three.Select(losses => losses[1]).ToArray(), second.Select(losses => losses.Single()).ToArray());
        Assert.AreEqual(int.MinValue, new CaseStudySettings { Seed = int.MaxValue }.SeedOf(1));
    }

    [TestMethod]
    public void The_data_seed_changes_the_data() =>
        Assert.AreNotEqual(Losses(Run(Short))[0][0], Losses(Run(Short with { DataSeed = 2 }))[0][0]);

    [TestMethod]
    public void Every_training_is_told_of()
    {
        var told = new List<(int, int)>();
        Study.Run(Short with { Epochs = 2 }, 2, progress => told.Add((progress.Done, progress.Total)), CancellationToken.None);
        CollectionAssert.AreEqual(Enumerable.Range(1, 9).Select(done => (done, 9)).ToArray(), told);
    }

    [TestMethod]
    public void Cancelling_ends_trainings_under_way()
    {
        var endless = new CaseStudySettings { Epochs = 100_000_000 };
        foreach (var run in (Action<CancellationToken>[])[token => Study.Run(endless, 2, null, token), token => FirstTraining.OfAll(endless, 2, token)])
        {
            using var cancellation = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));
            Assert.Throws<OperationCanceledException>(() => run(cancellation.Token));
        }
    }

    /// <summary>What is drawn is what is told: the network of the study's first seed, to the bit.</summary>
    [TestMethod]
    public void The_first_training_is_the_studys()
    {
        var (study, first) = (Run(Short with { Repeats = 1 }), FirstTraining.OfAll(Short, 2, CancellationToken.None));
        Assert.HasCount(3, first);
        foreach (var (candidate, training) in study.Candidates.Zip(first))
        {
            Assert.HasCount(150, training.History);
            // The last epoch's test figures are those after training.
            Assert.AreEqual(candidate.TestOf("Accuracy")!.Values[0], training.History[^1].ValidationAccuracy, 1e-9);
            Assert.AreEqual(candidate.TestOf("LogLoss")!.Values[0], training.History[^1].ValidationDataLoss, 1e-5);
            Assert.AreEqual(candidate.Layers.Single().MeanActivation.Mean, training.Hidden.MeanActivation);
            Assert.AreEqual(candidate.Layers.Single().ZeroFraction.Mean, training.Hidden.ZeroFraction);
        }
    }

    [TestMethod]
    public void JSON_keeps_training_and_test_apart()
    {
        var study = Run(Short);
        using var file = new MemoryStream();
        CaseStudyJson.Write(file, CaseStudyResult.Of(study, FirstTraining.OfAll(Short, 2, CancellationToken.None)), Short);
        var models = JsonElement.Parse(file.ToArray()).GetProperty("models").EnumerateArray().ToArray();
        foreach (var (model, candidate) in models.Zip(study.Candidates))
        {
            var (train, test) = (candidate.Train.Single(metric => metric.Metric == "Accuracy").Values, candidate.TestOf("Accuracy")!.Values);
            Assert.AreEqual((train[0], test[0]), (model.GetProperty("trainAccuracy").GetDouble(), model.GetProperty("testAccuracy").GetDouble()));
            var repeats = model.GetProperty("repeats");
            Assert.AreEqual(train.Average(), repeats.GetProperty("trainMean").GetDouble(), 1e-12);
            Assert.AreEqual(train.Order().ElementAt(1), repeats.GetProperty("trainMedian").GetDouble(), 1e-12);
            Assert.AreEqual(test.Average(), repeats.GetProperty("testMean").GetDouble(), 1e-12);
            Assert.AreEqual(test.Order().ElementAt(1), repeats.GetProperty("testMedian").GetDouble(), 1e-12);
        }
    }

    [TestMethod]
    public void A_training_that_failed_is_an_error_with_its_model()
    {
        var failed = Run(Short with { Repeats = 1, Epochs = 1 }).Candidates[1] with { Failure = "It diverged." };
        var error = Assert.ThrowsExactly<InvalidOperationException>(() => new ModelResult(StudiedModel.Pre, failed, null!));
        Assert.AreEqual("L1 pre-activation: It diverged.", error.Message);
    }

    [TestMethod]
    public void The_penalized_layer_is_before_or_after_ReLU()
    {
        var settings = new CaseStudySettings();
        var pre = StudiedModel.Pre.Layers(settings);
        Assert.HasCount(2, pre);
        Assert.AreEqual(ActivityRegularizer.L1(1e-4f, ActivityReduction.BatchSum), pre[0].ActivityRegularizer);
        Assert.IsNull(pre[1].ActivityRegularizer);
        Assert.IsNotNull(StudiedModel.Post.Layers(settings).Single().ActivityRegularizer);
        Assert.IsNull(StudiedModel.None.Layers(settings).Single().ActivityRegularizer);
    }
}
