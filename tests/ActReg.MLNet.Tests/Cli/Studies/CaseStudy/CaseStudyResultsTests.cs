using ActReg.MLNet.Cli.CaseStudy;
using MathNet.Numerics.Statistics;

namespace ActReg.MLNet.Tests.Cli;

/// <summary>The tutorial's three networks, thirty times each, against what 200 trainings elsewhere gave.</summary>
/// <remarks>
/// Seeds are fixed: on one machine the figures never change. On another, whose vector units round otherwise, trainings part
/// ways, and the figures are as if drawn anew; the tolerances are for that.
/// </remarks>
[TestClass]
public sealed class CaseStudyResultsTests
{
    private const int Repeats = 30;

    private static CaseStudyResult _study = null!;

    [ClassInitialize]
    public static async Task Train(TestContext context) => _study = await Study.RunAsync(
        new CaseStudySettings { Repeats = Repeats }, Environment.ProcessorCount, (_, _) => { }, context.CancellationToken);

    private static ModelResult Of(string name) => _study.Models.Single(model => model.Model.Name == name);

    /// <summary>Known: 1.000 in 200 of 200, .967 in 197 of 200, 1.000 in 200 of 200.</summary>
    [TestMethod]
    [DataRow("none", 30)]
    [DataRow("pre", 29)]
    [DataRow("post", 30)]
    public void The_usual_training_accuracy_is_the_published_one(string name, int correctOf30) =>
        Assert.AreEqual(correctOf30 / 30.0, Of(name).Repeats.TrainMedian, 1e-9);

    /// <summary>Three and a half times the standard error of 30 trainings, at most .018 / sqrt(30), or more; the models are .034
    /// and more apart.</summary>
    [TestMethod]
    [DataRow("none", 0.776)]
    [DataRow("pre", 0.820)]
    [DataRow("post", 0.742)]
    public void The_mean_test_accuracy_is_the_known_one(string name, double expected) =>
        Assert.AreEqual(expected, Of(name).Repeats.TestMean, 0.012);

    /// <summary>
    /// Five standard errors of the difference between a mean of 30 and one of 200, and half a unit of the last digit known. The
    /// deviations of single trainings are those of 600.
    /// </summary>
    [TestMethod]
    [DataRow("none", 0.310, 0.0121, 0.481, 0.0123, 0.012, 0.0069)]
    [DataRow("pre", 0.022, 0.0012, 0.505, 0.0122, 0.079, 0.0118)]
    [DataRow("post", 0.021, 0.0004, 0.905, 0.0039, 0.505, 0.0219)]
    public void Activations_are_as_large_and_as_sparse_as_known(
        string name, double mean, double meanSd, double zeros, double zerosSd, double dead, double deadSd)
    {
        var outcomes = Of(name).Outcomes;
        Assert.AreEqual(mean, outcomes.Select(o => o.MeanActivation).Mean(), Tolerance(meanSd), "mean activation");
        Assert.AreEqual(zeros, outcomes.Select(o => o.ZeroFraction).Mean(), Tolerance(zerosSd), "zero fraction");
        Assert.AreEqual(dead, outcomes.Select(o => o.DeadUnitFraction).Mean(), Tolerance(deadSd), "dead units");
    }

    [TestMethod]
    public void Either_penalty_lowers_the_test_loss() =>
        Assert.IsTrue(MedianLoss("pre") < MedianLoss("post") && MedianLoss("post") < MedianLoss("none") - 0.5);

    /// <summary>The last epoch's test accuracy is that after training.</summary>
    [TestMethod]
    public void The_first_training_has_its_learning_curve()
    {
        foreach (var model in _study.Models)
        {
            Assert.HasCount(4000, model.History);
            Assert.AreEqual(model.First.TestAccuracy, model.History[^1].ValidationAccuracy, 1e-9);
        }
    }

    [TestMethod]
    public void Initializations_differ()
    {
        foreach (var model in _study.Models)
            Assert.HasCount(Repeats, model.Outcomes.Select(o => o.TestLogLoss).Distinct());
    }

    private static double MedianLoss(string name) => Of(name).Outcomes.Select(o => o.TestLogLoss).Median();

    private static double Tolerance(double sd) => 5 * sd * Math.Sqrt(1.0 / Repeats + 1.0 / 200) + 0.0005;
}
