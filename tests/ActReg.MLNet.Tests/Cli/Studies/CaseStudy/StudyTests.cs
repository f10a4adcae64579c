using System.Collections.Concurrent;
using ActReg.MLNet.Cli.CaseStudy;

namespace ActReg.MLNet.Tests.Cli;

/// <summary>What the study promises whatever it studies; with few epochs.</summary>
[TestClass]
public sealed class StudyTests
{
    private static readonly CaseStudySettings Short = new() { Repeats = 3, Epochs = 150 };

    private static Task<CaseStudyResult> Run(CaseStudySettings settings, int parallelism = 1) =>
        Study.RunAsync(settings, parallelism, (_, _) => { }, CancellationToken.None);

    private static TrainingOutcome[] Outcomes(CaseStudyResult result) =>
        [.. result.Models.SelectMany(model => model.Outcomes).Select(outcome => outcome with { Seconds = 0 })];

    [TestMethod]
    public async Task Results_do_not_depend_on_the_parallelism()
    {
        var one = await Run(Short, parallelism: 1);
        var two = await Run(Short, parallelism: 2);
        CollectionAssert.AreEqual(Outcomes(one), Outcomes(two));
        foreach (var (a, b) in one.Models.Zip(two.Models))
            CollectionAssert.AreEqual(a.History.ToArray(), b.History.ToArray());
    }

    [TestMethod]
    public async Task Each_repeat_has_the_next_seed()
    {
        var three = Outcomes(await Run(Short));
        var second = Outcomes(await Run(Short with { Seed = Short.Seed + 1, Repeats = 1 }));
        CollectionAssert.AreEqual(new[] { three[1], three[4], three[7] }, second);
        Assert.AreEqual(int.MinValue, new CaseStudySettings { Seed = int.MaxValue }.SeedOf(1));
    }

    [TestMethod]
    public async Task The_data_seed_changes_the_data() =>
        CollectionAssert.AreNotEqual(Outcomes(await Run(Short)), Outcomes(await Run(Short with { DataSeed = 2 })));

    [TestMethod]
    public async Task Progress_adds_up_to_all_epochs_of_each_model()
    {
        var done = new ConcurrentDictionary<StudiedModel, int>();
        await Study.RunAsync(
            Short, 2, (model, epochs) => done.AddOrUpdate(model, epochs, (_, before) => before + epochs), CancellationToken.None);
        CollectionAssert.AreEquivalent(StudiedModel.All.ToArray(), done.Keys.ToArray());
        Assert.IsTrue(done.Values.All(epochs => epochs == Short.Repeats * Short.Epochs));
    }

    [TestMethod]
    public async Task Cancelling_ends_trainings_under_way()
    {
        using var cancellation = new CancellationTokenSource();
        await Assert.ThrowsAsync<OperationCanceledException>(() => Study.RunAsync(
            new CaseStudySettings { Epochs = 100_000_000 }, 2, (_, _) => cancellation.Cancel(), cancellation.Token));
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
